-- +goose Up
CREATE TABLE idempotency_keys (
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
CREATE INDEX ix_idempotency_keys_expires ON idempotency_keys (expires_at);
