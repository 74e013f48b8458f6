-- +goose Up

CREATE TABLE IF NOT EXISTS findable_people (
  -- The few facts by which a person who consented to be found can be found.
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
  CONSTRAINT fk_findable_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_findable_people_employment_status CHECK (employment_status IN ('', 'employed', 'gig', 'self_employed',
    'job_seeker', 'student', 'homemaker', 'retired'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS region_coverage (
  -- How many residents of a division belong to an organization, as last counted.
  region_code CHAR(12) NOT NULL,
  registered BIGINT NOT NULL,
  organized BIGINT NOT NULL,
  places BIGINT NOT NULL,
  places_bodiless BIGINT NOT NULL,
  counted_at BIGINT NOT NULL,
  PRIMARY KEY (region_code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS coverage_kinds (
  -- How many residents of a division are in an organization of each kind, and how many such there are.
  region_code CHAR(12) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  people BIGINT NOT NULL,
  bodies BIGINT NOT NULL,
  PRIMARY KEY (region_code, kind),
  CONSTRAINT ck_coverage_kinds_kind CHECK (kind IN ('harmony_association', 'fellowship', 'villager_group', 'council',
    'party_branch', 'union', 'youth_league', 'womens_federation', 'hometown_group'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS coverage_gaps (
  -- A place or an employer with many residents and no organization.
  id BINARY(16) NOT NULL,
  subject VARCHAR(16) NOT NULL,
  region_code CHAR(12) NOT NULL,
  employer_code VARCHAR(18) NOT NULL,
  employer_name VARCHAR(64) NOT NULL,
  people BIGINT NOT NULL,
  counted_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_coverage_gaps_people (people, id),
  CONSTRAINT ck_coverage_gaps_subject CHECK (subject IN ('place', 'employer'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS coverage_runs (
  -- When the figures of coverage were counted.
  id BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT NOT NULL,
  PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS stations (
  -- What the service station of a town or village has of the five things that it needs.
  region_code CHAR(12) NOT NULL,
  has_tasks TINYINT NOT NULL,
  note_tasks VARCHAR(200) NOT NULL,
  has_staff TINYINT NOT NULL,
  note_staff VARCHAR(200) NOT NULL,
  has_premises TINYINT NOT NULL,
  note_premises VARCHAR(200) NOT NULL,
  has_working TINYINT NOT NULL,
  note_working VARCHAR(200) NOT NULL,
  has_funds TINYINT NOT NULL,
  note_funds VARCHAR(200) NOT NULL,
  updated_by BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (region_code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
