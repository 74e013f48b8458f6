-- +goose Up
CREATE TABLE key_marks (
  purpose VARCHAR(16) NOT NULL,
  key_id CHAR(8) NOT NULL,
  proof VARBINARY(128) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (purpose, key_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
