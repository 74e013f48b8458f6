-- +goose Up
CREATE TABLE audit_checkpoints (
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (number)
) STRICT;
