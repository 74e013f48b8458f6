-- +goose Up
CREATE TABLE coverage_kinds (
  region_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  people INTEGER NOT NULL,
  bodies INTEGER NOT NULL,
  PRIMARY KEY (region_code, kind)
) STRICT;
