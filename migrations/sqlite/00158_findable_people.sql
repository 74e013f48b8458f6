-- +goose Up
CREATE TABLE findable_people (
  person_id BLOB NOT NULL,
  terms INTEGER NOT NULL,
  region_code TEXT NOT NULL,
  origin_province TEXT NOT NULL,
  origin_city TEXT NOT NULL,
  origin_county TEXT NOT NULL,
  employment_status TEXT NOT NULL,
  employer_code TEXT NOT NULL,
  employer_folded TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT fk_findable_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE INDEX ix_findable_place ON findable_people (region_code, person_id);
CREATE INDEX ix_findable_province ON findable_people (origin_province, region_code, person_id);
CREATE INDEX ix_findable_city ON findable_people (origin_city, region_code, person_id);
CREATE INDEX ix_findable_county ON findable_people (origin_county, region_code, person_id);
CREATE INDEX ix_findable_employer ON findable_people (employer_code, region_code, person_id);
CREATE INDEX ix_findable_unit ON findable_people (employer_folded, region_code, person_id);
-- Who consented before: the unit comes with the next change of the profile.
INSERT INTO findable_people (person_id, terms, region_code, origin_province, origin_city, origin_county, employment_status, employer_code, employer_folded, updated_at)
  SELECT p.id, 1001, p.region_code, '', '', '', '', '', '', 0 FROM persons p
  JOIN consents c ON c.person_id = p.id AND c.purpose = 'be_found' AND c.ended_at IS NULL AND c.version = 1
  WHERE p.state = 'active' AND p.verification = 'verified' AND p.birth_day IS NOT NULL AND SUBSTR(p.region_code, 7, 3) <> '000';
