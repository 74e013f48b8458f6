-- +goose Up

CREATE TABLE IF NOT EXISTS regions (
  -- An administrative division, from the country down to a village; its code holds its place in the tree.
  code CHAR(12) NOT NULL,
  name VARCHAR(64) NOT NULL,
  full_name VARCHAR(255) NOT NULL,
  level TINYINT NOT NULL,
  parent_code CHAR(12) NOT NULL,
  pinyin VARCHAR(255) NOT NULL,
  initials VARCHAR(64) NOT NULL,
  valid_from CHAR(10) NULL,
  valid_to CHAR(10) NULL,
  superseded_by CHAR(12) NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (code),
  KEY ix_regions_parent (parent_code, code),
  KEY ix_regions_pinyin (pinyin),
  KEY ix_regions_initials (initials),
  CONSTRAINT ck_regions_level CHECK (level BETWEEN 0 AND 5)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS zones (
  -- A functional zone, such as a development zone: it has a name but no division code of its own.
  code VARCHAR(32) NOT NULL,
  name VARCHAR(64) NOT NULL,
  pinyin VARCHAR(255) NOT NULL,
  initials VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS zone_members (
  -- Which divisions make up a zone.
  zone_code VARCHAR(32) NOT NULL,
  region_code CHAR(12) NOT NULL,
  PRIMARY KEY (zone_code, region_code),
  KEY ix_zone_members_region (region_code),
  CONSTRAINT fk_zone_members_zone FOREIGN KEY (zone_code) REFERENCES zones (code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
