-- +goose Up

CREATE TABLE IF NOT EXISTS mediator_profiles (
  -- What a mediator of a committee knows well and speaks, with commas between the codes.
  committee_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  specialties TEXT NOT NULL,
  languages TEXT NOT NULL,
  set_by BLOB NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (committee_id, person_id),
  CONSTRAINT fk_mediator_profiles_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_mediator_profiles_person ON mediator_profiles (person_id);
