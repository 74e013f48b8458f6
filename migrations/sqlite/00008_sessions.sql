-- +goose Up
CREATE TABLE sessions (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  device TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER NULL,
  revoke_reason TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_sessions_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE INDEX ix_sessions_person ON sessions (person_id, created_at);
CREATE INDEX ix_sessions_expires ON sessions (expires_at);
