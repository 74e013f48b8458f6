-- +goose Up
CREATE TABLE mediation_committees (
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  organization_id BLOB NULL,
  state TEXT NOT NULL,
  term_ends_on TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_mediation_committees_state CHECK (state IN ('active','ended'))
) STRICT;
CREATE UNIQUE INDEX ux_mediation_committees_name ON mediation_committees (region_code, name);
