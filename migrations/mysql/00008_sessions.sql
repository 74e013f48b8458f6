-- +goose Up
CREATE TABLE sessions (
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  epoch BIGINT NOT NULL,
  device VARCHAR(64) NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT NULL,
  revoke_reason VARCHAR(32) NOT NULL,
  PRIMARY KEY (id),
  KEY ix_sessions_person (person_id, created_at),
  KEY ix_sessions_expires (expires_at),
  CONSTRAINT fk_sessions_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
