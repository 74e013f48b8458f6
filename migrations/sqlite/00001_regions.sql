-- +goose Up
CREATE TABLE regions (
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
CREATE INDEX ix_regions_parent ON regions (parent_code, code);
CREATE INDEX ix_regions_pinyin ON regions (pinyin);
CREATE INDEX ix_regions_initials ON regions (initials);
