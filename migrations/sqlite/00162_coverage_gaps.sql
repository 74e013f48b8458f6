-- +goose Up
CREATE TABLE coverage_gaps (
  id BLOB NOT NULL,
  subject TEXT NOT NULL,
  region_code TEXT NOT NULL,
  employer_code TEXT NOT NULL,
  employer_name TEXT NOT NULL,
  people INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_coverage_gaps_subject CHECK (subject IN ('place','employer'))
) STRICT;
CREATE INDEX ix_coverage_gaps_people ON coverage_gaps (people, id);
