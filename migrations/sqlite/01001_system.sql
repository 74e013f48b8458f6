-- +goose Up

-- Several processes may migrate one file at once: whoever is second to write down the version of a file takes back
-- all that it did in it. On MySQL a lock by name keeps them apart.
CREATE UNIQUE INDEX IF NOT EXISTS ux_goose_db_version ON goose_db_version (version_id);

CREATE TABLE IF NOT EXISTS settings (
  -- What the installation knows about itself, such as the edition of the divisions that was loaded.
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (name)
) STRICT;

CREATE TABLE IF NOT EXISTS counters (
  -- The last number given in each series, such as the case numbers of one division and year.
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS idempotency_keys (
  -- The answer of each POST that came with an Idempotency-Key, kept for a day.
  person_id BLOB NOT NULL,
  key_hash BLOB NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_idempotency_keys_expires ON idempotency_keys (expires_at);

CREATE TABLE IF NOT EXISTS jobs (
  -- What is due when; a process takes a row by a lease.
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_jobs_subject ON jobs (kind, subject_id);
CREATE INDEX IF NOT EXISTS ix_jobs_due ON jobs (done_at, run_at);

CREATE TABLE IF NOT EXISTS key_marks (
  -- Which keys of the key ring have been used here; a ring without one of them is refused.
  purpose TEXT NOT NULL,
  key_id TEXT NOT NULL,
  proof BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (purpose, key_id),
  CONSTRAINT ck_key_marks_purpose CHECK (purpose IN ('root', 'index', 'index_alt'))
) STRICT, WITHOUT ROWID;
