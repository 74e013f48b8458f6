-- +goose Up
CREATE TABLE coverage_kinds (
  region_code CHAR(12) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  people BIGINT NOT NULL,
  bodies BIGINT NOT NULL,
  PRIMARY KEY (region_code, kind)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
