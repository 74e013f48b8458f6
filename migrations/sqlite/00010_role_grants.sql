-- +goose Up
CREATE TABLE role_grants (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL,
  region_code TEXT NULL,
  organization_id BLOB NULL,
  committee_id BLOB NULL,
  live_key TEXT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  granted_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_role_grants_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_role_grants_scope CHECK (
    (scope_kind = 'region' AND region_code IS NOT NULL AND organization_id IS NULL AND committee_id IS NULL)
    OR (scope_kind = 'organization' AND organization_id IS NOT NULL AND region_code IS NULL AND committee_id IS NULL)
    OR (scope_kind = 'committee' AND committee_id IS NOT NULL AND region_code IS NULL AND organization_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_role_grants_live ON role_grants (live_key);
CREATE INDEX ix_role_grants_person ON role_grants (person_id);
CREATE INDEX ix_role_grants_region ON role_grants (region_code, role);
CREATE INDEX ix_role_grants_organization ON role_grants (organization_id, role);
CREATE INDEX ix_role_grants_committee ON role_grants (committee_id, role);
