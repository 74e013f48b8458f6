-- +goose Up
CREATE TABLE role_grants (
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  role VARCHAR(32) NOT NULL,
  scope_kind VARCHAR(16) NOT NULL,
  region_code CHAR(12) NULL,
  organization_id BINARY(16) NULL,
  committee_id BINARY(16) NULL,
  live_key VARCHAR(128) NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  ended_at BIGINT NULL,
  granted_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_role_grants_live (live_key),
  KEY ix_role_grants_person (person_id),
  KEY ix_role_grants_region (region_code, role),
  KEY ix_role_grants_organization (organization_id, role),
  KEY ix_role_grants_committee (committee_id, role),
  CONSTRAINT fk_role_grants_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_role_grants_scope CHECK (
    (scope_kind = 'region' AND region_code IS NOT NULL AND organization_id IS NULL AND committee_id IS NULL)
    OR (scope_kind = 'organization' AND organization_id IS NOT NULL AND region_code IS NULL AND committee_id IS NULL)
    OR (scope_kind = 'committee' AND committee_id IS NOT NULL AND region_code IS NULL AND organization_id IS NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
