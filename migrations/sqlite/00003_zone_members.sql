-- +goose Up
CREATE TABLE zone_members (
  zone_code TEXT NOT NULL,
  region_code TEXT NOT NULL,
  PRIMARY KEY (zone_code, region_code),
  CONSTRAINT fk_zone_members_zone FOREIGN KEY (zone_code) REFERENCES zones (code)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_zone_members_region ON zone_members (region_code);
