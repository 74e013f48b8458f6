-- +goose Up
CREATE TABLE idempotency_keys (
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
