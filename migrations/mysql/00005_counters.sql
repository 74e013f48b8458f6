-- +goose Up
CREATE TABLE counters (
  name VARCHAR(100) NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (name)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
