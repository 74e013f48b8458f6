-- +goose Up
CREATE TABLE zones (
  code VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  pinyin VARCHAR(255) NOT NULL,
  initials VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
