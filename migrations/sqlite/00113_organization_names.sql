-- +goose Up
CREATE TABLE organization_names (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  used_from TEXT NOT NULL,
  used_until TEXT NOT NULL,
  reason TEXT NOT NULL,
  renamed_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_organization_names_days CHECK (used_from <= used_until)
) STRICT;
CREATE INDEX ix_organization_names_organization ON organization_names (organization_id, created_at, id);
