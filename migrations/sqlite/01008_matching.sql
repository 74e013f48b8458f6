-- +goose Up

CREATE TABLE IF NOT EXISTS findable_people (
  -- The few facts by which a person who consented to be found can be found.
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
  CONSTRAINT fk_findable_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_findable_people_employment_status CHECK (employment_status IN ('', 'employed', 'gig', 'self_employed',
    'job_seeker', 'student', 'homemaker', 'retired'))
) STRICT;
CREATE INDEX IF NOT EXISTS ix_findable_place ON findable_people (region_code, person_id);
CREATE INDEX IF NOT EXISTS ix_findable_province ON findable_people (origin_province, region_code, person_id);
CREATE INDEX IF NOT EXISTS ix_findable_city ON findable_people (origin_city, region_code, person_id);
CREATE INDEX IF NOT EXISTS ix_findable_county ON findable_people (origin_county, region_code, person_id);
CREATE INDEX IF NOT EXISTS ix_findable_employer ON findable_people (employer_code, region_code, person_id);
CREATE INDEX IF NOT EXISTS ix_findable_unit ON findable_people (employer_folded, region_code, person_id);

CREATE TABLE IF NOT EXISTS region_coverage (
  -- How many residents of a division belong to an organization, as last counted.
  region_code TEXT NOT NULL,
  registered INTEGER NOT NULL,
  organized INTEGER NOT NULL,
  places INTEGER NOT NULL,
  places_bodiless INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  PRIMARY KEY (region_code)
) STRICT;

CREATE TABLE IF NOT EXISTS coverage_kinds (
  -- How many residents of a division are in an organization of each kind, and how many such there are.
  region_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  people INTEGER NOT NULL,
  bodies INTEGER NOT NULL,
  PRIMARY KEY (region_code, kind),
  CONSTRAINT ck_coverage_kinds_kind CHECK (kind IN ('harmony_association', 'fellowship', 'villager_group', 'council',
    'party_branch', 'union', 'youth_league', 'womens_federation', 'hometown_group'))
) STRICT;

CREATE TABLE IF NOT EXISTS coverage_gaps (
  -- A place or an employer with many residents and no organization.
  id BLOB NOT NULL,
  subject TEXT NOT NULL,
  region_code TEXT NOT NULL,
  employer_code TEXT NOT NULL,
  employer_name TEXT NOT NULL,
  people INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_coverage_gaps_subject CHECK (subject IN ('place', 'employer'))
) STRICT;
CREATE INDEX IF NOT EXISTS ix_coverage_gaps_people ON coverage_gaps (people, id);

CREATE TABLE IF NOT EXISTS coverage_runs (
  -- When the figures of coverage were counted.
  id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;

CREATE TABLE IF NOT EXISTS stations (
  -- What the service station of a town or village has of the five things that it needs.
  region_code TEXT NOT NULL,
  has_tasks INTEGER NOT NULL,
  note_tasks TEXT NOT NULL,
  has_staff INTEGER NOT NULL,
  note_staff TEXT NOT NULL,
  has_premises INTEGER NOT NULL,
  note_premises TEXT NOT NULL,
  has_working INTEGER NOT NULL,
  note_working TEXT NOT NULL,
  has_funds INTEGER NOT NULL,
  note_funds TEXT NOT NULL,
  updated_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (region_code)
) STRICT;
