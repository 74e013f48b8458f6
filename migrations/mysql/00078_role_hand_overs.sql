-- +goose Up
CREATE TABLE role_hand_overs (
  id BINARY(16) NOT NULL,
  grant_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  successor_id BINARY(16) NOT NULL,
  asked_by BINARY(16) NOT NULL,
  note VARCHAR(200) NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key VARCHAR(40) NULL,
  counts VARCHAR(500) NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_role_hand_overs_live (live_key),
  KEY ix_role_hand_overs_grant (grant_id, created_at, id),
  KEY ix_role_hand_overs_person (person_id, created_at),
  KEY ix_role_hand_overs_successor (successor_id, created_at),
  CONSTRAINT ck_role_hand_overs_state CHECK (state IN ('open','accepted','declined','withdrawn','expired')),
  CONSTRAINT ck_role_hand_overs_live CHECK (live_key IS NULL OR state = 'open'),
  CONSTRAINT ck_role_hand_overs_two CHECK (person_id <> successor_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
