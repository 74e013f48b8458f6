-- +goose Up
CREATE TABLE signups (
  id BLOB NOT NULL,
  activity_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  queue_no INTEGER NOT NULL,
  live_key BLOB NULL,
  note TEXT NOT NULL,
  offer_expires_at INTEGER NULL,
  ended_at INTEGER NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_signups_state CHECK (state IN ('registered','waiting','offered','expired','declined','cancelled','checked_in','no_show'))
) STRICT;
CREATE UNIQUE INDEX ux_signups_live ON signups (live_key);
CREATE UNIQUE INDEX ux_signups_queue ON signups (activity_id, queue_no);
CREATE INDEX ix_signups_list ON signups (activity_id, state, queue_no);
CREATE INDEX ix_signups_person ON signups (person_id, created_at, id);
