-- +goose Up
CREATE TABLE signups (
  id BINARY(16) NOT NULL,
  activity_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  queue_no BIGINT NOT NULL,
  live_key BINARY(32) NULL,
  note VARCHAR(255) NOT NULL,
  offer_expires_at BIGINT NULL,
  ended_at BIGINT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_signups_live (live_key),
  UNIQUE KEY ux_signups_queue (activity_id, queue_no),
  KEY ix_signups_list (activity_id, state, queue_no),
  KEY ix_signups_person (person_id, created_at, id),
  CONSTRAINT ck_signups_state CHECK (state IN ('registered','waiting','offered','expired','declined','cancelled','checked_in','no_show'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
