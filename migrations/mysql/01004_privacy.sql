-- +goose Up

CREATE TABLE IF NOT EXISTS consents (
  -- To which text a person has agreed for which purpose, and how that ended; nothing is taken away.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  purpose VARCHAR(32) NOT NULL,
  number BIGINT NOT NULL,
  version BIGINT NOT NULL,
  live_key VARBINARY(64) NULL,
  given_at BIGINT NOT NULL,
  ended_at BIGINT NULL,
  end_reason VARCHAR(16) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_consents_number (person_id, purpose, number),
  UNIQUE KEY ux_consents_live (live_key),
  CONSTRAINT fk_consents_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_consents_purpose CHECK (purpose IN ('address', 'employment', 'skills', 'residence_permit',
    'political_status', 'party_life', 'ethnicity', 'be_found', 'publish_honours')),
  CONSTRAINT ck_consents_end_reason CHECK (end_reason IN ('', 'withdrawn', 'renewed', 'closed')),
  CONSTRAINT ck_consents_live CHECK (
    (live_key IS NULL) = (ended_at IS NOT NULL) AND (ended_at IS NOT NULL) = (end_reason <> ''))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS profiles (
  -- What a person has told beyond the account, each part under a consent; the id is the person's.
  id BINARY(16) NOT NULL,
  address_sealed VARBINARY(512) NULL,
  employment_status VARCHAR(16) NOT NULL,
  work_kind VARCHAR(8) NOT NULL,
  employer_code VARCHAR(18) NOT NULL,
  employer_name VARCHAR(64) NOT NULL,
  political_status_sealed VARBINARY(128) NULL,
  ethnicity_sealed VARBINARY(128) NULL,
  permit_state VARCHAR(16) NOT NULL,
  registered_on CHAR(10) NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_profiles_employer (employer_code, id),
  CONSTRAINT fk_profiles_person FOREIGN KEY (id) REFERENCES persons (id),
  CONSTRAINT ck_profiles_employment_status CHECK (employment_status IN ('', 'employed', 'gig', 'self_employed',
    'job_seeker', 'student', 'homemaker', 'retired')),
  CONSTRAINT ck_profiles_permit_state CHECK (permit_state IN ('', 'none', 'valid', 'suspended', 'ended'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS profile_skills (
  -- The skills that a person has told, one a row.
  person_id BINARY(16) NOT NULL,
  code VARCHAR(16) NOT NULL,
  PRIMARY KEY (person_id, code),
  KEY ix_profile_skills_code (code, person_id),
  CONSTRAINT fk_profile_skills_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS data_exports (
  -- A copy of everything about a person that the person asked for, and how often it was read.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  read_count BIGINT NOT NULL,
  last_read_at BIGINT NULL,
  PRIMARY KEY (id),
  KEY ix_data_exports_person (person_id, created_at),
  KEY ix_data_exports_expires (expires_at),
  CONSTRAINT fk_data_exports_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS account_closings (
  -- When a person closed the account, and when what was under way had ended.
  person_id BINARY(16) NOT NULL,
  closed_at BIGINT NOT NULL,
  settled_at BIGINT NULL,
  PRIMARY KEY (person_id),
  KEY ix_account_closings_closed (closed_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS disclosures (
  -- A request to open sealed data once, for a reason, approved by a second person.
  id BINARY(16) NOT NULL,
  number BIGINT NOT NULL,
  kind VARCHAR(32) NOT NULL,
  what VARCHAR(16) NOT NULL,
  person_id BINARY(16) NULL,
  organization_id BINARY(16) NULL,
  region_code CHAR(12) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  reference VARCHAR(60) NOT NULL,
  state VARCHAR(16) NOT NULL,
  requested_by BINARY(16) NOT NULL,
  decided_by BINARY(16) NULL,
  decided_at BIGINT NULL,
  decision_reason VARCHAR(200) NOT NULL,
  expires_at BIGINT NOT NULL,
  read_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_disclosures_number (number),
  KEY ix_disclosures_person (person_id, created_at),
  KEY ix_disclosures_region (kind, region_code, created_at),
  KEY ix_disclosures_organization (organization_id, created_at),
  KEY ix_disclosures_requested (requested_by, created_at),
  CONSTRAINT ck_disclosures_kind CHECK (kind IN ('identity_disclosure', 'member_export')),
  CONSTRAINT ck_disclosures_what CHECK (what IN ('', 'id_number', 'name', 'phone')),
  CONSTRAINT ck_disclosures_state CHECK (state IN ('requested', 'approved', 'rejected', 'read')),
  CONSTRAINT ck_disclosures_two CHECK (decided_by IS NULL OR decided_by <> requested_by),
  CONSTRAINT ck_disclosures_subject CHECK (
    (kind = 'identity_disclosure' AND person_id IS NOT NULL AND person_id <> requested_by
      AND organization_id IS NULL AND what <> '')
    OR (kind = 'member_export' AND organization_id IS NOT NULL AND person_id IS NULL AND what = ''))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS contact_reveals (
  -- Each time an officer of an organization has opened the phone number of one member.
  id BINARY(16) NOT NULL,
  actor_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  membership_id BINARY(16) NOT NULL,
  day CHAR(10) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_contact_reveals_day (actor_id, day),
  KEY ix_contact_reveals_person (person_id, created_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
