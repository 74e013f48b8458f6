-- +goose Up
CREATE TABLE party_registrations (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  membership_id BLOB NULL,
  home_organization_id BLOB NULL,
  flow TEXT NOT NULL,
  state TEXT NOT NULL,
  branch_sealed BLOB NULL,
  contact_sealed BLOB NULL,
  certificate_sealed BLOB NULL,
  since TEXT NOT NULL,
  live_key BLOB NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  reminded_at INTEGER NULL,
  ended_at INTEGER NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_party_registrations_state CHECK (state IN ('submitted','active','returned','ended') AND flow IN ('in','out')),
  CONSTRAINT ck_party_registrations_live CHECK ((state IN ('submitted','active')) = (live_key IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ux_party_registrations_live ON party_registrations (live_key);
CREATE INDEX ix_party_registrations_person ON party_registrations (person_id, created_at);
CREATE INDEX ix_party_registrations_organization ON party_registrations (organization_id, state, created_at);
CREATE INDEX ix_party_registrations_membership ON party_registrations (membership_id);
