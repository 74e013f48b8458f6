-- +goose Up
CREATE TABLE audit_leaves (
  seq INTEGER NOT NULL,
  event_id BLOB NOT NULL,
  leaf_hash BLOB NOT NULL,
  commitments BLOB NOT NULL,
  salt BLOB NOT NULL,
  PRIMARY KEY (seq)
) STRICT;
CREATE UNIQUE INDEX ux_audit_leaves_event ON audit_leaves (event_id);
