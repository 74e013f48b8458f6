-- +goose Up

CREATE TABLE IF NOT EXISTS consents (
  -- To which text a person has agreed for which purpose, and how that ended; nothing is taken away.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  purpose TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  live_key BLOB NULL,
  given_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_consents_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_consents_purpose CHECK (purpose IN ('address', 'employment', 'skills', 'residence_permit',
    'political_status', 'party_life', 'ethnicity', 'be_found', 'publish_honours')),
  CONSTRAINT ck_consents_end_reason CHECK (end_reason IN ('', 'withdrawn', 'renewed', 'closed')),
  CONSTRAINT ck_consents_live CHECK (
    (live_key IS NULL) = (ended_at IS NOT NULL) AND (ended_at IS NOT NULL) = (end_reason <> ''))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_consents_number ON consents (person_id, purpose, number);
CREATE UNIQUE INDEX IF NOT EXISTS ux_consents_live ON consents (live_key);

CREATE TABLE IF NOT EXISTS profiles (
  -- What a person has told beyond the account, each part under a consent; the id is the person's.
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
  CONSTRAINT ck_profiles_employment_status CHECK (employment_status IN ('', 'employed', 'gig', 'self_employed',
    'job_seeker', 'student', 'homemaker', 'retired')),
  CONSTRAINT ck_profiles_permit_state CHECK (permit_state IN ('', 'none', 'valid', 'suspended', 'ended'))
) STRICT;
CREATE INDEX IF NOT EXISTS ix_profiles_employer ON profiles (employer_code, id);

CREATE TABLE IF NOT EXISTS profile_skills (
  -- The skills that a person has told, one a row.
  person_id BLOB NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (person_id, code),
  CONSTRAINT fk_profile_skills_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_profile_skills_code ON profile_skills (code, person_id);

CREATE TABLE IF NOT EXISTS data_exports (
  -- A copy of everything about a person that the person asked for, and how often it was read.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  read_count INTEGER NOT NULL,
  last_read_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_data_exports_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_data_exports_person ON data_exports (person_id, created_at);
CREATE INDEX IF NOT EXISTS ix_data_exports_expires ON data_exports (expires_at);

CREATE TABLE IF NOT EXISTS account_closings (
  -- When a person closed the account, and when what was under way had ended.
  person_id BLOB NOT NULL,
  closed_at INTEGER NOT NULL,
  settled_at INTEGER NULL,
  PRIMARY KEY (person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_account_closings_closed ON account_closings (closed_at);

CREATE TABLE IF NOT EXISTS disclosures (
  -- A request to open sealed data once, for a reason, approved by a second person.
  id BLOB NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  person_id BLOB NULL,
  organization_id BLOB NULL,
  region_code TEXT NOT NULL,
  reason TEXT NOT NULL,
  reference TEXT NOT NULL,
  state TEXT NOT NULL,
  requested_by BLOB NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  read_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_disclosures_kind CHECK (kind IN ('identity_disclosure', 'member_export')),
  CONSTRAINT ck_disclosures_what CHECK (what IN ('', 'id_number', 'name', 'phone')),
  CONSTRAINT ck_disclosures_state CHECK (state IN ('requested', 'approved', 'rejected', 'read')),
  CONSTRAINT ck_disclosures_two CHECK (decided_by IS NULL OR decided_by <> requested_by),
  CONSTRAINT ck_disclosures_subject CHECK (
    (kind = 'identity_disclosure' AND person_id IS NOT NULL AND person_id <> requested_by
      AND organization_id IS NULL AND what <> '')
    OR (kind = 'member_export' AND organization_id IS NOT NULL AND person_id IS NULL AND what = ''))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_disclosures_number ON disclosures (number);
CREATE INDEX IF NOT EXISTS ix_disclosures_person ON disclosures (person_id, created_at);
CREATE INDEX IF NOT EXISTS ix_disclosures_region ON disclosures (kind, region_code, created_at);
CREATE INDEX IF NOT EXISTS ix_disclosures_organization ON disclosures (organization_id, created_at);
CREATE INDEX IF NOT EXISTS ix_disclosures_requested ON disclosures (requested_by, created_at);

CREATE TABLE IF NOT EXISTS contact_reveals (
  -- Each time an officer of an organization has opened the phone number of one member.
  id BLOB NOT NULL,
  actor_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_contact_reveals_day ON contact_reveals (actor_id, day);
CREATE INDEX IF NOT EXISTS ix_contact_reveals_person ON contact_reveals (person_id, created_at);
