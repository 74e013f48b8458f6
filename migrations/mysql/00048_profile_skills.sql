-- +goose Up
CREATE TABLE profile_skills (
  person_id BINARY(16) NOT NULL,
  code VARCHAR(16) NOT NULL,
  PRIMARY KEY (person_id, code),
  KEY ix_profile_skills_code (code, person_id),
  CONSTRAINT fk_profile_skills_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
