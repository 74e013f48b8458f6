-- +goose Up

CREATE TABLE IF NOT EXISTS settings (
  -- What the installation knows about itself, such as the edition of the divisions that was loaded.
  name VARCHAR(64) NOT NULL,
  value VARCHAR(255) NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS counters (
  -- The last number given in each series, such as the case numbers of one division and year.
  name VARCHAR(100) NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS idempotency_keys (
  -- The answer of each POST that came with an Idempotency-Key, kept for a day.
  person_id BINARY(16) NOT NULL,
  key_hash BINARY(32) NOT NULL,
  body_hash BINARY(32) NOT NULL,
  status BIGINT NOT NULL,
  headers VARCHAR(1000) NOT NULL,
  body MEDIUMBLOB NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, key_hash),
  KEY ix_idempotency_keys_expires (expires_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS jobs (
  -- What is due when; a process takes a row by a lease.
  id BINARY(16) NOT NULL,
  kind VARCHAR(48) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  run_at BIGINT NOT NULL,
  lease_until BIGINT NULL,
  lease_owner BINARY(16) NULL,
  attempts BIGINT NOT NULL,
  last_error VARCHAR(255) NOT NULL,
  done_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_jobs_subject (kind, subject_id),
  KEY ix_jobs_due (done_at, run_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS key_marks (
  -- Which keys of the key ring have been used here; a ring without one of them is refused.
  purpose VARCHAR(16) NOT NULL,
  key_id CHAR(8) NOT NULL,
  proof VARBINARY(128) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (purpose, key_id),
  CONSTRAINT ck_key_marks_purpose CHECK (purpose IN ('root', 'index', 'index_alt'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
