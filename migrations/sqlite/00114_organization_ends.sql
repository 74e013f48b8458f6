-- +goose Up
CREATE TABLE organization_ends (
  organization_id BLOB NOT NULL,
  cause TEXT NOT NULL,
  reason TEXT NOT NULL,
  assets TEXT NOT NULL,
  archive TEXT NOT NULL,
  member_count INTEGER NOT NULL,
  unit_count INTEGER NOT NULL,
  ended_by BLOB NULL,
  ended_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id),
  CONSTRAINT ck_organization_ends_cause CHECK (cause IN ('members','authority','date'))
) STRICT;
