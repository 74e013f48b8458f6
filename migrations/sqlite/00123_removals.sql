-- +goose Up
CREATE TABLE removals (
  id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  reason TEXT NOT NULL,
  proposed_by BLOB NULL,
  object_by TEXT NOT NULL,
  objection_sealed BLOB NULL,
  objected_at INTEGER NULL,
  decide_by TEXT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_removals_membership FOREIGN KEY (membership_id) REFERENCES memberships (id),
  CONSTRAINT ck_removals_state CHECK (state IN ('open','objected','executed','dropped')),
  CONSTRAINT ck_removals_live CHECK ((live_key IS NULL) = (state IN ('executed','dropped')))
) STRICT;
CREATE UNIQUE INDEX ux_removals_live ON removals (live_key);
CREATE INDEX ix_removals_body ON removals (organization_id, created_at, id);
CREATE INDEX ix_removals_person ON removals (person_id, created_at, id);
