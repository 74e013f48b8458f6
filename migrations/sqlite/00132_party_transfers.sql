-- +goose Up
CREATE TABLE party_transfers (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  from_organization_id BLOB NOT NULL,
  to_organization_id BLOB NULL,
  state TEXT NOT NULL,
  name_sealed BLOB NULL,
  note_sealed BLOB NULL,
  letter_sealed BLOB NULL,
  letter_on TEXT NULL,
  letter_days INTEGER NOT NULL,
  live_key BLOB NULL,
  requested_by BLOB NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_party_transfers_state CHECK (state IN ('requested','accepted','refused','withdrawn')),
  CONSTRAINT ck_party_transfers_to CHECK (to_organization_id IS NULL OR to_organization_id <> from_organization_id)
) STRICT;
CREATE UNIQUE INDEX ux_party_transfers_live ON party_transfers (live_key);
CREATE INDEX ix_party_transfers_person ON party_transfers (person_id, created_at);
CREATE INDEX ix_party_transfers_from ON party_transfers (from_organization_id, created_at);
CREATE INDEX ix_party_transfers_to ON party_transfers (to_organization_id, created_at);
