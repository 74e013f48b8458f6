-- +goose Up
CREATE TABLE disclosures (
  id BLOB NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  person_id BLOB NULL,
  organization_id BLOB NULL,
  region_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  reference TEXT NOT NULL,
  state TEXT NOT NULL,
  requested_by BLOB NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  read_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_disclosures_state CHECK (state IN ('requested','approved','rejected','read')),
  CONSTRAINT ck_disclosures_two CHECK (decided_by IS NULL OR decided_by <> requested_by),
  CONSTRAINT ck_disclosures_kind CHECK (
    (kind = 'identity_disclosure' AND person_id IS NOT NULL AND person_id <> requested_by AND organization_id IS NULL AND what <> '')
    OR (kind = 'member_export' AND organization_id IS NOT NULL AND person_id IS NULL AND what = ''))
) STRICT;
CREATE UNIQUE INDEX ux_disclosures_number ON disclosures (number);
CREATE INDEX ix_disclosures_person ON disclosures (person_id, created_at);
CREATE INDEX ix_disclosures_region ON disclosures (kind, region_code, created_at);
CREATE INDEX ix_disclosures_organization ON disclosures (organization_id, created_at);
CREATE INDEX ix_disclosures_requested ON disclosures (requested_by, created_at);
