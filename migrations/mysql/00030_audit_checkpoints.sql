-- +goose Up
CREATE TABLE audit_checkpoints (
  number BIGINT NOT NULL,
  size BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  note VARCHAR(1000) NOT NULL,
  PRIMARY KEY (number)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
