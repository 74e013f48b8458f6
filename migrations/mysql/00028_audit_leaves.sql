-- +goose Up
CREATE TABLE audit_leaves (
  seq BIGINT NOT NULL,
  event_id BINARY(16) NOT NULL,
  leaf_hash BINARY(32) NOT NULL,
  commitments VARBINARY(128) NOT NULL,
  salt BINARY(16) NOT NULL,
  PRIMARY KEY (seq),
  UNIQUE KEY ux_audit_leaves_event (event_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
