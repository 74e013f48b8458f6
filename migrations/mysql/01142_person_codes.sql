-- +goose Up

-- The code that a person shows so that somebody can name them: only a keyed hash of it, and until when it holds.
ALTER TABLE persons ADD COLUMN code_mac BINARY(32) NULL,
  ADD COLUMN code_ends_at BIGINT NULL,
  ADD UNIQUE KEY ux_persons_code (code_mac);
