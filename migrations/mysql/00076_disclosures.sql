-- +goose Up
CREATE TABLE disclosures (
  id BINARY(16) NOT NULL,
  number BIGINT NOT NULL,
  kind VARCHAR(32) NOT NULL,
  what VARCHAR(16) NOT NULL,
  person_id BINARY(16) NULL,
  organization_id BINARY(16) NULL,
  region_code CHAR(12) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  reference VARCHAR(60) NOT NULL,
  state VARCHAR(16) NOT NULL,
  requested_by BINARY(16) NOT NULL,
  decided_by BINARY(16) NULL,
  decided_at BIGINT NULL,
  decision_reason VARCHAR(200) NOT NULL,
  expires_at BIGINT NOT NULL,
  read_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_disclosures_number (number),
  KEY ix_disclosures_person (person_id, created_at),
  KEY ix_disclosures_region (kind, region_code, created_at),
  KEY ix_disclosures_organization (organization_id, created_at),
  KEY ix_disclosures_requested (requested_by, created_at),
  CONSTRAINT ck_disclosures_state CHECK (state IN ('requested','approved','rejected','read')),
  CONSTRAINT ck_disclosures_two CHECK (decided_by IS NULL OR decided_by <> requested_by),
  CONSTRAINT ck_disclosures_kind CHECK (
    (kind = 'identity_disclosure' AND person_id IS NOT NULL AND person_id <> requested_by AND organization_id IS NULL AND what <> '')
    OR (kind = 'member_export' AND organization_id IS NOT NULL AND person_id IS NULL AND what = ''))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
