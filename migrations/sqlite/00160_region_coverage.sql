-- +goose Up
CREATE TABLE region_coverage (
  region_code TEXT NOT NULL,
  registered INTEGER NOT NULL,
  organized INTEGER NOT NULL,
  places INTEGER NOT NULL,
  places_bodiless INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  PRIMARY KEY (region_code)
) STRICT;
