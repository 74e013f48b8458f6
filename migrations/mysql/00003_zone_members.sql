-- +goose Up
CREATE TABLE zone_members (
  zone_code VARCHAR(32) NOT NULL,
  region_code CHAR(12) NOT NULL,
  PRIMARY KEY (zone_code, region_code),
  KEY ix_zone_members_region (region_code),
  CONSTRAINT fk_zone_members_zone FOREIGN KEY (zone_code) REFERENCES zones (code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
