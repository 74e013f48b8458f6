-- +goose Up
CREATE TABLE refresh_tokens (
  hash BINARY(32) NOT NULL,
  session_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT NULL,
  PRIMARY KEY (hash),
  KEY ix_refresh_tokens_session (session_id),
  KEY ix_refresh_tokens_expires (expires_at),
  CONSTRAINT fk_refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
