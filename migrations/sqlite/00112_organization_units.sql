-- +goose Up
CREATE TABLE organization_units (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  name TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  live_key TEXT NULL,
  representative_id BLOB NOT NULL,
  joined_on TEXT NOT NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_organization_units_live CHECK ((live_key IS NULL) = (ended_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ux_organization_units_live ON organization_units (live_key);
CREATE INDEX ix_organization_units_list ON organization_units (organization_id, created_at, id);
CREATE INDEX ix_organization_units_representative ON organization_units (representative_id);
