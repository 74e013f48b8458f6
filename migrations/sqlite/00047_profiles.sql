-- +goose Up
CREATE TABLE profiles (
  id BLOB NOT NULL,
  address_sealed BLOB NULL,
  employment_status TEXT NOT NULL,
  work_kind TEXT NOT NULL,
  employer_code TEXT NOT NULL,
  employer_name TEXT NOT NULL,
  political_status_sealed BLOB NULL,
  ethnicity_sealed BLOB NULL,
  permit_state TEXT NOT NULL,
  registered_on TEXT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_profiles_person FOREIGN KEY (id) REFERENCES persons (id),
  CONSTRAINT ck_profiles_permit CHECK (permit_state IN ('','none','valid','suspended','ended'))
) STRICT;
CREATE INDEX ix_profiles_employer ON profiles (employer_code, id);
