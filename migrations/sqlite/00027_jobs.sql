-- +goose Up
CREATE TABLE jobs (
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  run_at INTEGER NOT NULL,
  lease_until INTEGER NULL,
  lease_owner BLOB NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  done_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_jobs_subject ON jobs (kind, subject_id);
CREATE INDEX ix_jobs_due ON jobs (done_at, run_at);
