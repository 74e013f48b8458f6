-- +goose Up

CREATE TABLE IF NOT EXISTS notices (
  -- The inbox: what a person is told, by its kind; the words are made when it is read.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  kind VARCHAR(48) NOT NULL,
  subject VARCHAR(32) NOT NULL,
  subject_id BINARY(16) NULL,
  params VARCHAR(1000) NOT NULL,
  dedupe_key VARCHAR(128) NULL,
  created_at BIGINT NOT NULL,
  read_at BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_notices_dedupe (dedupe_key),
  KEY ix_notices_inbox (person_id, created_at, id),
  KEY ix_notices_unread (person_id, read_at),
  KEY ix_notices_created (created_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
