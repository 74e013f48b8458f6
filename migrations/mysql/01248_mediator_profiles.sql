-- +goose Up

CREATE TABLE IF NOT EXISTS mediator_profiles (
  -- What a mediator of a committee knows well and speaks, with commas between the codes.
  committee_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  specialties VARCHAR(512) NOT NULL,
  languages VARCHAR(512) NOT NULL,
  set_by BINARY(16) NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (committee_id, person_id),
  KEY ix_mediator_profiles_person (person_id),
  CONSTRAINT fk_mediator_profiles_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
