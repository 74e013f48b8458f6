-- +goose Up

CREATE TABLE IF NOT EXISTS regions (
  -- An administrative division, from the country down to a village; its code holds its place in the tree.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  level INTEGER NOT NULL,
  parent_code TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  valid_from TEXT NULL,
  valid_to TEXT NULL,
  superseded_by TEXT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (code),
  CONSTRAINT ck_regions_level CHECK (level BETWEEN 0 AND 5)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_regions_parent ON regions (parent_code, code);
CREATE INDEX IF NOT EXISTS ix_regions_pinyin ON regions (pinyin);
CREATE INDEX IF NOT EXISTS ix_regions_initials ON regions (initials);

CREATE TABLE IF NOT EXISTS zones (
  -- A functional zone, such as a development zone: it has a name but no division code of its own.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (code)
) STRICT;

CREATE TABLE IF NOT EXISTS zone_members (
  -- Which divisions make up a zone.
  zone_code TEXT NOT NULL,
  region_code TEXT NOT NULL,
  PRIMARY KEY (zone_code, region_code),
  CONSTRAINT fk_zone_members_zone FOREIGN KEY (zone_code) REFERENCES zones (code)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_zone_members_region ON zone_members (region_code);
