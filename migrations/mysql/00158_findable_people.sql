-- +goose Up
CREATE TABLE findable_people (
  person_id BINARY(16) NOT NULL,
  terms BIGINT NOT NULL,
  region_code CHAR(12) NOT NULL,
  origin_province CHAR(12) NOT NULL,
  origin_city CHAR(12) NOT NULL,
  origin_county CHAR(12) NOT NULL,
  employment_status VARCHAR(16) NOT NULL,
  employer_code VARCHAR(18) NOT NULL,
  employer_folded VARCHAR(128) NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (person_id),
  KEY ix_findable_place (region_code, person_id),
  KEY ix_findable_province (origin_province, region_code, person_id),
  KEY ix_findable_city (origin_city, region_code, person_id),
  KEY ix_findable_county (origin_county, region_code, person_id),
  KEY ix_findable_employer (employer_code, region_code, person_id),
  KEY ix_findable_unit (employer_folded, region_code, person_id),
  CONSTRAINT fk_findable_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
-- Who consented before: the unit comes with the next change of the profile.
INSERT INTO findable_people (person_id, terms, region_code, origin_province, origin_city, origin_county, employment_status, employer_code, employer_folded, updated_at)
  SELECT p.id, 1001, p.region_code, '', '', '', '', '', '', 0 FROM persons p
  JOIN consents c ON c.person_id = p.id AND c.purpose = 'be_found' AND c.ended_at IS NULL AND c.version = 1
  WHERE p.state = 'active' AND p.verification = 'verified' AND p.birth_day IS NOT NULL AND SUBSTR(p.region_code, 7, 3) <> '000';
