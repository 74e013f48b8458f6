-- +goose Up
CREATE TABLE role_hand_overs (
  id BLOB NOT NULL,
  grant_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  successor_id BLOB NOT NULL,
  asked_by BLOB NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  counts TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_role_hand_overs_state CHECK (state IN ('open','accepted','declined','withdrawn','expired')),
  CONSTRAINT ck_role_hand_overs_live CHECK (live_key IS NULL OR state = 'open'),
  CONSTRAINT ck_role_hand_overs_two CHECK (person_id <> successor_id)
) STRICT;
CREATE UNIQUE INDEX ux_role_hand_overs_live ON role_hand_overs (live_key);
CREATE INDEX ix_role_hand_overs_grant ON role_hand_overs (grant_id, created_at, id);
CREATE INDEX ix_role_hand_overs_person ON role_hand_overs (person_id, created_at);
CREATE INDEX ix_role_hand_overs_successor ON role_hand_overs (successor_id, created_at);
