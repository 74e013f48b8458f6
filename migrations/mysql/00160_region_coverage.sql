-- +goose Up
CREATE TABLE region_coverage (
  region_code CHAR(12) NOT NULL,
  registered BIGINT NOT NULL,
  organized BIGINT NOT NULL,
  places BIGINT NOT NULL,
  places_bodiless BIGINT NOT NULL,
  counted_at BIGINT NOT NULL,
  PRIMARY KEY (region_code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
