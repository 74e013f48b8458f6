-- +goose Up

CREATE TABLE IF NOT EXISTS notices (
  -- The inbox: what a person is told, by its kind; the words are made when it is read.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BLOB NULL,
  params TEXT NOT NULL,
  dedupe_key TEXT NULL,
  created_at INTEGER NOT NULL,
  read_at INTEGER NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_notices_dedupe ON notices (dedupe_key);
CREATE INDEX IF NOT EXISTS ix_notices_inbox ON notices (person_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_notices_unread ON notices (person_id, read_at);
CREATE INDEX IF NOT EXISTS ix_notices_created ON notices (created_at);
