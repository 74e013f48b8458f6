-- +goose Up
CREATE TABLE audit_hashes (
  position BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,
  PRIMARY KEY (position)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
