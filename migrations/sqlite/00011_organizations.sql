-- +goose Up
CREATE TABLE organizations (
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  introduction TEXT NOT NULL,
  capacity INTEGER NULL,
  member_count INTEGER NOT NULL,
  next_queue_no INTEGER NOT NULL,
  created_by BLOB NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_organizations_state CHECK (state IN ('draft','submitted','rejected','active','suspended','dissolved')),
  CONSTRAINT ck_organizations_count CHECK (member_count >= 0 AND (capacity IS NULL OR member_count <= capacity))
) STRICT;
CREATE UNIQUE INDEX ux_organizations_name ON organizations (region_code, name);
CREATE INDEX ix_organizations_place ON organizations (state, region_code, id);
