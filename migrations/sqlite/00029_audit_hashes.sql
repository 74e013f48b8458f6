-- +goose Up
CREATE TABLE audit_hashes (
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (position)
) STRICT;
