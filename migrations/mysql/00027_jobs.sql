-- +goose Up
CREATE TABLE jobs (
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
