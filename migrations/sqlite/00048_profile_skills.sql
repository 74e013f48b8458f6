-- +goose Up
CREATE TABLE profile_skills (
  person_id BLOB NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (person_id, code),
  CONSTRAINT fk_profile_skills_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE INDEX ix_profile_skills_code ON profile_skills (code, person_id);
