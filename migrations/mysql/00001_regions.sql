-- +goose Up
CREATE TABLE regions (
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
