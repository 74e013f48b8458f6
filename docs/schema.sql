-- The schema, as a migrated SQLite database tells it: tables in reading order, each with its indexes.
-- MariaDB has the same (a test compares them), with the lengths that are in migrations/mysql.
-- Made by a test; do not edit: go test ./migrations -run TestDocument -update

-- 01001_system

CREATE TABLE settings (
  -- What the installation knows about itself, such as the edition of the divisions that was loaded.
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (name)
) STRICT;

CREATE TABLE counters (
  -- The last number given in each series, such as the case numbers of one division and year.
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  -- The answer of each POST that came with an Idempotency-Key, kept for a day.
  person_id BLOB NOT NULL,
  key_hash BLOB NOT NULL,
  body_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body BLOB NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, thing_id BLOB NULL,
  PRIMARY KEY (person_id, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_idempotency_keys_expires ON idempotency_keys (expires_at);
CREATE INDEX ix_idempotency_keys_thing ON idempotency_keys (thing_id);

CREATE TABLE jobs (
  -- What is due when; a process takes a row by a lease.
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  run_at INTEGER NOT NULL,
  lease_until INTEGER NULL,
  lease_owner BLOB NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT NOT NULL,
  done_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_jobs_subject ON jobs (kind, subject_id);
CREATE INDEX ix_jobs_due ON jobs (done_at, run_at);

CREATE TABLE key_marks (
  -- Which keys of the key ring have been used here; a ring without one of them is refused.
  purpose TEXT NOT NULL,
  key_id TEXT NOT NULL,
  proof BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (purpose, key_id),
  CONSTRAINT ck_key_marks_purpose CHECK (purpose IN ('root', 'index', 'index_alt'))
) STRICT, WITHOUT ROWID;

-- 01002_regions

CREATE TABLE regions (
  -- An administrative division, from the country down to a village; its code holds its place in the tree.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  full_name TEXT NOT NULL,
  level INTEGER NOT NULL,
  parent_code TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  valid_from TEXT NULL,
  valid_to TEXT NULL,
  superseded_by TEXT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (code),
  CONSTRAINT ck_regions_level CHECK (level BETWEEN 0 AND 5)
) STRICT;
CREATE INDEX ix_regions_parent ON regions (parent_code, code);
CREATE INDEX ix_regions_pinyin ON regions (pinyin);
CREATE INDEX ix_regions_initials ON regions (initials);

CREATE TABLE zones (
  -- A functional zone, such as a development zone: it has a name but no division code of its own.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (code)
) STRICT;

CREATE TABLE zone_members (
  -- Which divisions make up a zone.
  zone_code TEXT NOT NULL,
  region_code TEXT NOT NULL,
  PRIMARY KEY (zone_code, region_code),
  CONSTRAINT fk_zone_members_zone FOREIGN KEY (zone_code) REFERENCES zones (code)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_zone_members_region ON zone_members (region_code);

-- 01003_people

CREATE TABLE persons (
  -- One row for each human with an account; names, numbers and phones are sealed.
  id BLOB NOT NULL,
  state TEXT NOT NULL,
  nickname TEXT NOT NULL,
  nickname_folded TEXT NOT NULL DEFAULT '',
  nickname_pinyin TEXT NOT NULL DEFAULT '',
  nickname_initials TEXT NOT NULL DEFAULT '',
  verification TEXT NOT NULL,
  verification_reason TEXT NOT NULL,
  name_sealed BLOB NULL,
  id_number_sealed BLOB NULL,
  id_number_index BLOB NULL,
  id_number_index_alt BLOB NULL,
  phone_sealed BLOB NULL,
  phone_index BLOB NULL,
  phone_index_alt BLOB NULL,
  birth_day TEXT NULL,
  sex INTEGER NOT NULL,
  education TEXT NOT NULL,
  employment TEXT NOT NULL,
  origin_code TEXT NULL,
  region_code TEXT NULL,
  insured INTEGER NULL,
  claimed_at INTEGER NULL,
  merged_into BLOB NULL,
  epoch INTEGER NOT NULL,
  suggestions_off_at INTEGER NULL,
  posting_banned_until INTEGER NULL,
  account_banned_until INTEGER NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, code_mac BLOB NULL, code_ends_at INTEGER NULL, identity_taken_back_on TEXT NULL, identity_taken_back INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT ck_persons_state CHECK (state IN ('active', 'closed')),
  CONSTRAINT ck_persons_verification CHECK (verification IN ('none', 'pending', 'verified', 'rejected')),
  CONSTRAINT ck_persons_sex CHECK (sex IN (0, 1, 2)),
  CONSTRAINT ck_persons_education CHECK (education IN ('', '11', '14', '21', '31', '41', '44', '47', '61', '71', '81',
    '90'))
) STRICT;
CREATE UNIQUE INDEX ux_persons_id_number ON persons (id_number_index);
CREATE UNIQUE INDEX ux_persons_phone ON persons (phone_index);
CREATE INDEX ix_persons_region ON persons (region_code, verification, id);
CREATE UNIQUE INDEX ux_persons_id_number_alt ON persons (id_number_index_alt);
CREATE UNIQUE INDEX ux_persons_phone_alt ON persons (phone_index_alt);
CREATE INDEX ix_persons_verification ON persons (verification, region_code);
CREATE UNIQUE INDEX ux_persons_code ON persons (code_mac);

CREATE TABLE wechat_identities (
  -- By which WeChat account of which mini-program a person signs in.
  id BLOB NOT NULL,
  app_id TEXT NOT NULL,
  open_id TEXT NOT NULL,
  union_id TEXT NULL,
  person_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_wechat_identities_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE UNIQUE INDEX ux_wechat_identities_open ON wechat_identities (app_id, open_id);
CREATE INDEX ix_wechat_identities_person ON wechat_identities (person_id);

CREATE TABLE sessions (
  -- One sign-in on one device; every access token names its row.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  identity_id BLOB NULL,
  epoch INTEGER NOT NULL,
  device TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER NULL,
  revoke_reason TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'wechat'
  CONSTRAINT ck_sessions_kind CHECK (kind IN ('wechat', 'browser')),
  PRIMARY KEY (id),
  CONSTRAINT fk_sessions_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_sessions_revoke_reason CHECK (revoke_reason IN ('', 'logout', 'revoked', 'reuse', 'limit', 'closed'))
) STRICT;
CREATE INDEX ix_sessions_person ON sessions (person_id, created_at);
CREATE INDEX ix_sessions_expires ON sessions (expires_at);

CREATE TABLE refresh_tokens (
  -- The refresh tokens of a session, by their hashes only.
  hash BLOB NOT NULL,
  session_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER NULL,
  PRIMARY KEY (hash),
  CONSTRAINT fk_refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX ix_refresh_tokens_expires ON refresh_tokens (expires_at);

CREATE TABLE role_grants (
  -- A role that a person holds for a time, over a division, in an organization or in a committee.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  role TEXT NOT NULL,
  post TEXT NOT NULL DEFAULT '',
  scope_kind TEXT NOT NULL,
  region_code TEXT NULL,
  organization_id BLOB NULL,
  committee_id BLOB NULL,
  live_key TEXT NULL,
  delegated_from BLOB NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  warned_days INTEGER NOT NULL DEFAULT 0,
  ended_at INTEGER NULL,
  ended_by BLOB NULL,
  end_reason TEXT NOT NULL DEFAULT '',
  granted_by BLOB NULL,
  created_at INTEGER NOT NULL, shown_as TEXT NOT NULL DEFAULT 'nobody'
  CONSTRAINT ck_role_grants_shown_as CHECK (shown_as IN ('nobody', 'nickname', 'name')), seat TEXT NOT NULL DEFAULT ''
  CONSTRAINT ck_role_grants_seat CHECK (seat IN ('', 'member', 'appointed')), succeeds BLOB NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_role_grants_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_role_grants_role CHECK (role IN ('platform_admin', 'region_admin', 'officer', 'auditor', 'chair',
    'vice_chair', 'secretary_general', 'director', 'secretary', 'union_chair', 'organizer', 'supervisor',
    'committee_head', 'mediator')),
  CONSTRAINT ck_role_grants_scope_kind CHECK (scope_kind IN ('region', 'organization', 'committee')),
  CONSTRAINT ck_role_grants_scope CHECK (
    (scope_kind = 'region' AND region_code IS NOT NULL AND organization_id IS NULL AND committee_id IS NULL)
    OR (scope_kind = 'organization' AND organization_id IS NOT NULL AND region_code IS NULL AND committee_id IS NULL)
    OR (scope_kind = 'committee' AND committee_id IS NOT NULL AND region_code IS NULL AND organization_id IS NULL)),
  CONSTRAINT ck_role_grants_delegated CHECK (delegated_from IS NULL OR role IN ('officer', 'region_admin'))
) STRICT;
CREATE UNIQUE INDEX ux_role_grants_live ON role_grants (live_key);
CREATE INDEX ix_role_grants_person ON role_grants (person_id);
CREATE INDEX ix_role_grants_region ON role_grants (region_code, role);
CREATE INDEX ix_role_grants_organization ON role_grants (organization_id, role);
CREATE INDEX ix_role_grants_committee ON role_grants (committee_id, role);
CREATE INDEX ix_role_grants_delegated ON role_grants (delegated_from);
CREATE INDEX ix_role_grants_ends ON role_grants (ends_at);

CREATE TABLE role_offers (
  -- A role over a division on its way: proposed, offered, and answered by the person.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  role TEXT NOT NULL,
  region_code TEXT NOT NULL,
  delegated_from BLOB NULL,
  renews BLOB NULL,
  starts_at INTEGER NULL,
  ends_on TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  offered_by BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_role_offers_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_role_offers_role CHECK (role IN ('platform_admin', 'region_admin', 'officer', 'auditor', 'chair',
    'vice_chair', 'secretary_general', 'director', 'secretary', 'union_chair', 'organizer', 'supervisor',
    'committee_head', 'mediator')),
  CONSTRAINT ck_role_offers_state CHECK (state IN ('proposed', 'offered', 'accepted', 'declined', 'withdrawn',
    'expired')),
  CONSTRAINT ck_role_offers_live CHECK (live_key IS NULL OR state IN ('proposed', 'offered')),
  CONSTRAINT ck_role_offers_own CHECK (offered_by <> person_id)
) STRICT;
CREATE UNIQUE INDEX ux_role_offers_live ON role_offers (live_key);
CREATE INDEX ix_role_offers_person ON role_offers (person_id, state);
CREATE INDEX ix_role_offers_region ON role_offers (region_code, state);
CREATE INDEX ix_role_offers_delegated ON role_offers (delegated_from);

CREATE TABLE role_hand_overs (
  -- The holder of a role passes the open work on to a successor; no right changes hands by it.
  id BLOB NOT NULL,
  grant_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  successor_id BLOB NOT NULL,
  asked_by BLOB NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  counts TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_role_hand_overs_state CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
  CONSTRAINT ck_role_hand_overs_live CHECK (live_key IS NULL OR state = 'open'),
  CONSTRAINT ck_role_hand_overs_two CHECK (person_id <> successor_id)
) STRICT;
CREATE UNIQUE INDEX ux_role_hand_overs_live ON role_hand_overs (live_key);
CREATE INDEX ix_role_hand_overs_grant ON role_hand_overs (grant_id, created_at, id);
CREATE INDEX ix_role_hand_overs_person ON role_hand_overs (person_id, created_at);
CREATE INDEX ix_role_hand_overs_successor ON role_hand_overs (successor_id, created_at);

CREATE TABLE approvals (
  -- The two signatures under a dangerous act: one person proposes, another approves.
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  proposed_by BLOB NOT NULL,
  approved_by BLOB NULL,
  approved_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_approvals_kind CHECK (kind IN ('platform_admin', 'staff_merge', 'identity_disclosure',
    'member_export', 'working_days')),
  CONSTRAINT ck_approvals_two CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX ux_approvals_subject ON approvals (kind, subject_id);

-- 01004_privacy

CREATE TABLE consents (
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
CREATE UNIQUE INDEX ux_consents_number ON consents (person_id, purpose, number);
CREATE UNIQUE INDEX ux_consents_live ON consents (live_key);

CREATE TABLE profiles (
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
CREATE INDEX ix_profiles_employer ON profiles (employer_code, id);

CREATE TABLE profile_skills (
  -- The skills that a person has told, one a row.
  person_id BLOB NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (person_id, code),
  CONSTRAINT fk_profile_skills_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE INDEX ix_profile_skills_code ON profile_skills (code, person_id);

CREATE TABLE data_exports (
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
CREATE INDEX ix_data_exports_person ON data_exports (person_id, created_at);
CREATE INDEX ix_data_exports_expires ON data_exports (expires_at);

CREATE TABLE account_closings (
  -- When a person closed the account, and when what was under way had ended.
  person_id BLOB NOT NULL,
  closed_at INTEGER NOT NULL,
  settled_at INTEGER NULL,
  PRIMARY KEY (person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_account_closings_closed ON account_closings (closed_at);

CREATE TABLE disclosures (
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
CREATE UNIQUE INDEX ux_disclosures_number ON disclosures (number);
CREATE INDEX ix_disclosures_person ON disclosures (person_id, created_at);
CREATE INDEX ix_disclosures_region ON disclosures (kind, region_code, created_at);
CREATE INDEX ix_disclosures_organization ON disclosures (organization_id, created_at);
CREATE INDEX ix_disclosures_requested ON disclosures (requested_by, created_at);

CREATE TABLE contact_reveals (
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
CREATE INDEX ix_contact_reveals_day ON contact_reveals (actor_id, day);
CREATE INDEX ix_contact_reveals_person ON contact_reveals (person_id, created_at);

-- 01005_organizations

CREATE TABLE organizations (
  -- An organization of the residents: an association, a villagers' group, a branch, a union.
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subtype TEXT NOT NULL DEFAULT '',
  display_name TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  legal_form TEXT NOT NULL DEFAULT 'filed',
  intended_form TEXT NOT NULL DEFAULT 'filed',
  credit_code TEXT NULL,
  registered_on TEXT NULL,
  charter_number INTEGER NOT NULL DEFAULT 0,
  parent_id BLOB NULL,
  base TEXT NOT NULL DEFAULT 'residence',
  employer_name TEXT NOT NULL DEFAULT '',
  employer_folded TEXT NOT NULL DEFAULT '',
  employer_code TEXT NOT NULL DEFAULT '',
  origin_code TEXT NULL,
  ends_on TEXT NULL,
  term_years INTEGER NOT NULL DEFAULT 3,
  term_ends_on TEXT NULL,
  capacity INTEGER NULL,
  member_count INTEGER NOT NULL,
  migrant_count INTEGER NOT NULL DEFAULT 0,
  unit_count INTEGER NOT NULL DEFAULT 0,
  min_migrant_percent INTEGER NOT NULL DEFAULT 0,
  admission TEXT NOT NULL DEFAULT 'review',
  next_queue_no INTEGER NOT NULL,
  union_no TEXT NULL,
  last_member_no INTEGER NOT NULL DEFAULT 0,
  parent_asked_id BLOB NULL,
  parent_asked_at INTEGER NULL,
  introduction TEXT NOT NULL,
  join_form TEXT NOT NULL DEFAULT '[]',
  moderation TEXT NOT NULL DEFAULT 'pending',
  approved_at INTEGER NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL DEFAULT '',
  created_by BLOB NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, decision_reason TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', service_phone TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  CONSTRAINT ck_organizations_kind CHECK (kind IN ('harmony_association', 'fellowship', 'villager_group', 'council',
    'party_branch', 'union', 'youth_league', 'womens_federation', 'hometown_group')),
  CONSTRAINT ck_organizations_subtype CHECK (subtype IN ('', 'ordinary', 'temporary', 'floating', 'joint', 'own',
    'federation')),
  CONSTRAINT ck_organizations_state CHECK (state IN ('draft', 'submitted', 'rejected', 'active', 'suspended',
    'dissolved')),
  CONSTRAINT ck_organizations_legal_form CHECK (legal_form IN ('preparing', 'filed', 'internal',
    'statutory_sub_group', 'registered')),
  CONSTRAINT ck_organizations_intended_form CHECK (intended_form IN ('preparing', 'filed', 'internal',
    'statutory_sub_group', 'registered')),
  CONSTRAINT ck_organizations_base CHECK (base IN ('residence', 'workplace', 'market')),
  CONSTRAINT ck_organizations_admission CHECK (admission IN ('review', 'open')),
  CONSTRAINT ck_organizations_moderation CHECK (moderation IN ('pending', 'passed', 'blocked')),
  CONSTRAINT ck_organizations_count CHECK (member_count >= 0 AND (capacity IS NULL OR member_count <= capacity)),
  CONSTRAINT ck_organizations_registered CHECK (
    legal_form = 'registered' OR (credit_code IS NULL AND registered_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_organizations_name ON organizations (region_code, name);
CREATE INDEX ix_organizations_place ON organizations (state, region_code, id);
CREATE UNIQUE INDEX ux_organizations_credit ON organizations (credit_code);
CREATE INDEX ix_organizations_parent ON organizations (parent_id, state, id);
CREATE INDEX ix_organizations_employer ON organizations (employer_code, kind, state);
CREATE UNIQUE INDEX ux_organizations_union ON organizations (union_no);
CREATE INDEX ix_organizations_employed ON organizations (employer_folded, kind, state);
CREATE INDEX ix_organizations_asked ON organizations (parent_asked_id, parent_asked_at, id);
CREATE INDEX ix_organizations_unit ON organizations (employer_folded, state, region_code);
CREATE INDEX ix_organizations_origin ON organizations (origin_code, state, region_code);
CREATE INDEX ix_organizations_coded ON organizations (employer_code, state, id);
CREATE INDEX ix_organizations_kind ON organizations (kind, state, region_code, id);

CREATE TABLE organization_founders (
  -- A person who was asked to found an organization, and whether they signed.
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  signed_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, person_id),
  CONSTRAINT fk_organization_founders_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_organization_founders_state CHECK (state IN ('invited', 'signed', 'withdrawn')),
  CONSTRAINT ck_organization_founders_signed CHECK (state <> 'signed' OR signed_at IS NOT NULL)
) STRICT;
CREATE INDEX ix_organization_founders_person ON organization_founders (person_id, state);

CREATE TABLE organization_charters (
  -- The charters of an organization, one after another; at most one is in force.
  organization_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  name_and_seat TEXT NOT NULL,
  purpose TEXT NOT NULL,
  members TEXT NOT NULL,
  organs TEXT NOT NULL,
  heads TEXT NOT NULL,
  assets TEXT NOT NULL,
  amendment TEXT NOT NULL,
  termination TEXT NOT NULL,
  other_matters TEXT NOT NULL,
  resolved_on TEXT NULL,
  due_on TEXT NULL,
  written_by BLOB NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, number),
  CONSTRAINT ck_organization_charters_state CHECK (state IN ('draft', 'proposed', 'in_force', 'replaced', 'rejected'))
) STRICT;

CREATE TABLE organization_names (
  -- The names that an organization had before.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  used_from TEXT NOT NULL,
  used_until TEXT NOT NULL,
  reason TEXT NOT NULL,
  renamed_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_organization_names_days CHECK (used_from <= used_until)
) STRICT;
CREATE INDEX ix_organization_names_organization ON organization_names (organization_id, created_at, id);

CREATE TABLE organization_units (
  -- A unit that is a member of an organization, and who represents it.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  name TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  live_key TEXT NULL,
  representative_id BLOB NOT NULL,
  joined_on TEXT NOT NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_organization_units_live CHECK ((live_key IS NULL) = (ended_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ux_organization_units_live ON organization_units (live_key);
CREATE INDEX ix_organization_units_list ON organization_units (organization_id, created_at, id);
CREATE INDEX ix_organization_units_representative ON organization_units (representative_id);

CREATE TABLE organization_terms (
  -- The terms of the elected organs of an organization, one an election.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  elected_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_organization_terms_number ON organization_terms (organization_id, number);

CREATE TABLE organization_reports (
  -- The yearly report that a registered organization owes, and when it was filed.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  year INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  final_on TEXT NOT NULL,
  summary TEXT NOT NULL,
  filed_on TEXT NULL,
  filed_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_organization_reports_year ON organization_reports (organization_id, year);

CREATE TABLE organization_ends (
  -- How an organization ended, and where its assets and its archive went.
  organization_id BLOB NOT NULL,
  cause TEXT NOT NULL,
  reason TEXT NOT NULL,
  assets TEXT NOT NULL,
  archive TEXT NOT NULL,
  member_count INTEGER NOT NULL,
  unit_count INTEGER NOT NULL,
  ended_by BLOB NULL,
  ended_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id),
  CONSTRAINT ck_organization_ends_cause CHECK (cause IN ('members', 'authority', 'date'))
) STRICT;

CREATE TABLE announcements (
  -- What the heads of an organization announce to its members.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  author_id BLOB NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  moderation TEXT NOT NULL DEFAULT 'pending',
  told_count INTEGER NOT NULL,
  announced_on TEXT NOT NULL,
  no_of_day INTEGER NOT NULL,
  retracted_by BLOB NULL,
  retracted_at INTEGER NULL,
  retract_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_announcements_state CHECK (state IN ('published', 'retracted')),
  CONSTRAINT ck_announcements_moderation CHECK (moderation IN ('pending', 'passed', 'blocked'))
) STRICT;
CREATE UNIQUE INDEX ux_announcements_day ON announcements (organization_id, announced_on, no_of_day);
CREATE INDEX ix_announcements_list ON announcements (organization_id, created_at, id);

CREATE TABLE announcement_reads (
  -- When a member has read an announcement.
  announcement_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (announcement_id, person_id),
  CONSTRAINT fk_announcement_reads_announcement FOREIGN KEY (announcement_id) REFERENCES announcements (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_announcement_reads_person ON announcement_reads (person_id);

-- 01006_memberships

CREATE TABLE memberships (
  -- One membership of one person in one organization, from the application or invitation to its end.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  side TEXT NOT NULL,
  tie TEXT NOT NULL DEFAULT 'formal',
  standing TEXT NOT NULL DEFAULT '',
  member_no TEXT NULL,
  source TEXT NOT NULL DEFAULT 'application',
  queue_no INTEGER NOT NULL,
  live_key BLOB NULL,
  exclusive_key TEXT NULL,
  name_folded TEXT NOT NULL DEFAULT '',
  name_pinyin TEXT NOT NULL DEFAULT '',
  name_initials TEXT NOT NULL DEFAULT '',
  invited_by BLOB NULL,
  expires_at INTEGER NULL,
  held_back INTEGER NOT NULL DEFAULT 0,
  message TEXT NOT NULL,
  answers TEXT NOT NULL DEFAULT '[]',
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  joined_at INTEGER NULL,
  dues_until TEXT NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_memberships_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_memberships_state CHECK (state IN ('invited', 'applied', 'returned', 'active', 'ended', 'rejected',
    'withdrawn', 'declined', 'expired')),
  CONSTRAINT ck_memberships_side CHECK (side IN ('migrant', 'local_cadre')),
  CONSTRAINT ck_memberships_tie CHECK (tie IN ('formal', 'participating')),
  CONSTRAINT ck_memberships_standing CHECK (standing IN ('', 'full', 'probationary', 'activist', 'retained')),
  CONSTRAINT ck_memberships_source CHECK (source IN ('application', 'founding', 'invitation', 'code', 'roster',
    'registration', 'transfer', 'appointment')),
  CONSTRAINT ck_memberships_end_reason CHECK (end_reason IN ('', 'left', 'removed', 'transferred', 'expired',
    'dissolved'))
) STRICT;
CREATE UNIQUE INDEX ux_memberships_live ON memberships (live_key);
CREATE UNIQUE INDEX ux_memberships_queue ON memberships (organization_id, queue_no);
CREATE INDEX ix_memberships_list ON memberships (organization_id, state, queue_no);
CREATE INDEX ix_memberships_person ON memberships (person_id, state, created_at);
CREATE UNIQUE INDEX ux_memberships_exclusive ON memberships (exclusive_key);
CREATE UNIQUE INDEX ux_memberships_no ON memberships (organization_id, member_no);
CREATE INDEX ix_memberships_source ON memberships (organization_id, source, created_at);
CREATE INDEX ix_memberships_names
  ON memberships (organization_id, state, queue_no, name_folded, name_pinyin, name_initials);

CREATE TABLE join_codes (
  -- A code, printed as a picture, by which people find an organization and apply.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  code TEXT NOT NULL,
  note TEXT NOT NULL,
  created_by BLOB NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_join_codes_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) STRICT;
CREATE UNIQUE INDEX ux_join_codes_code ON join_codes (code);
CREATE INDEX ix_join_codes_list ON join_codes (organization_id, created_at, id);

CREATE TABLE removals (
  -- A proposal to remove a member, the member's objection, and what was decided.
  id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  reason TEXT NOT NULL,
  proposed_by BLOB NULL,
  object_by TEXT NOT NULL,
  objection_sealed BLOB NULL,
  objected_at INTEGER NULL,
  decide_by TEXT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_removals_membership FOREIGN KEY (membership_id) REFERENCES memberships (id),
  CONSTRAINT ck_removals_state CHECK (state IN ('open', 'objected', 'executed', 'dropped')),
  CONSTRAINT ck_removals_live CHECK ((live_key IS NULL) = (state IN ('executed', 'dropped')))
) STRICT;
CREATE UNIQUE INDEX ux_removals_live ON removals (live_key);
CREATE INDEX ix_removals_body ON removals (organization_id, created_at, id);
CREATE INDEX ix_removals_person ON removals (person_id, created_at, id);

-- 01007_rosters

CREATE TABLE rosters (
  -- A list of people that the head of an organization handed in as a spreadsheet, and how far it was read.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  file_id BLOB NOT NULL,
  state TEXT NOT NULL,
  sheet TEXT NOT NULL,
  header_row INTEGER NOT NULL,
  mapping TEXT NOT NULL,
  import_as TEXT NOT NULL,
  run_id BLOB NULL,
  busy_key BLOB NULL,
  step INTEGER NOT NULL,
  rows_done INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  bad_count INTEGER NOT NULL,
  added_count INTEGER NOT NULL,
  known_count INTEGER NOT NULL,
  member_count INTEGER NOT NULL,
  claimed_count INTEGER NOT NULL,
  blocker TEXT NOT NULL,
  blocked_at TEXT NOT NULL,
  created_by BLOB NOT NULL,
  checked_at INTEGER NULL,
  imported_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, hidden_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT fk_rosters_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT fk_rosters_by FOREIGN KEY (created_by) REFERENCES persons (id),
  CONSTRAINT ck_rosters_state CHECK (state IN ('uploaded', 'checking', 'checked', 'importing', 'imported', 'failed',
    'cancelling', 'cancelled')),
  CONSTRAINT ck_rosters_import_as CHECK (import_as IN ('', 'invitation', 'membership')),
  CONSTRAINT ck_rosters_run CHECK ((run_id IS NOT NULL) = (state IN ('checking', 'importing', 'cancelling'))),
  CONSTRAINT ck_rosters_busy CHECK ((busy_key IS NOT NULL) = (state IN ('importing', 'cancelling')))
) STRICT;
CREATE UNIQUE INDEX ux_rosters_run ON rosters (run_id);
CREATE UNIQUE INDEX ux_rosters_busy ON rosters (busy_key);
CREATE INDEX ix_rosters_body ON rosters (organization_id, created_at, id);
CREATE INDEX ix_rosters_expires ON rosters (expires_at);
CREATE INDEX ix_rosters_by ON rosters (created_by);

CREATE TABLE roster_entries (
  -- A line of a list: a person by name and identity number, sealed until the person says yes.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  roster_id BLOB NOT NULL,
  row_no INTEGER NOT NULL,
  state TEXT NOT NULL,
  side TEXT NOT NULL,
  name_sealed BLOB NULL,
  id_number_sealed BLOB NULL,
  id_number_index BLOB NULL,
  id_number_index_alt BLOB NULL,
  person_id BLOB NULL,
  membership_id BLOB NULL,
  decided_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_roster_entries_roster FOREIGN KEY (roster_id) REFERENCES rosters (id),
  CONSTRAINT ck_roster_entries_state CHECK (state IN ('waiting', 'claimed', 'declined')),
  CONSTRAINT ck_roster_entries_side CHECK (side IN ('migrant', 'local_cadre')),
  CONSTRAINT ck_roster_entries_answer CHECK ((person_id IS NOT NULL) = (state <> 'waiting')),
  CONSTRAINT ck_roster_entries_sealed CHECK (
    (name_sealed IS NULL) = (state = 'claimed') AND (id_number_sealed IS NULL) = (state = 'claimed'))
) STRICT;
CREATE UNIQUE INDEX ux_roster_entries_number ON roster_entries (organization_id, id_number_index);
CREATE UNIQUE INDEX ux_roster_entries_alt ON roster_entries (organization_id, id_number_index_alt);
CREATE UNIQUE INDEX ux_roster_entries_row ON roster_entries (roster_id, row_no);
CREATE INDEX ix_roster_entries_number ON roster_entries (id_number_index);
CREATE INDEX ix_roster_entries_alt ON roster_entries (id_number_index_alt);
CREATE INDEX ix_roster_entries_person ON roster_entries (person_id);
CREATE INDEX ix_roster_entries_expires ON roster_entries (expires_at);

CREATE TABLE roster_fault_rows (
  -- The lines of a list that cannot be imported, with the codes of their faults.
  roster_id BLOB NOT NULL,
  row_no INTEGER NOT NULL,
  faults TEXT NOT NULL,
  PRIMARY KEY (roster_id, row_no),
  CONSTRAINT fk_roster_fault_rows_roster FOREIGN KEY (roster_id) REFERENCES rosters (id)
) STRICT;

-- 01008_matching

CREATE TABLE findable_people (
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
CREATE INDEX ix_findable_place ON findable_people (region_code, person_id);
CREATE INDEX ix_findable_province ON findable_people (origin_province, region_code, person_id);
CREATE INDEX ix_findable_city ON findable_people (origin_city, region_code, person_id);
CREATE INDEX ix_findable_county ON findable_people (origin_county, region_code, person_id);
CREATE INDEX ix_findable_employer ON findable_people (employer_code, region_code, person_id);
CREATE INDEX ix_findable_unit ON findable_people (employer_folded, region_code, person_id);

CREATE TABLE region_coverage (
  -- How many residents of a division belong to an organization, as last counted.
  region_code TEXT NOT NULL,
  registered INTEGER NOT NULL,
  organized INTEGER NOT NULL,
  places INTEGER NOT NULL,
  places_bodiless INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  PRIMARY KEY (region_code)
) STRICT;

CREATE TABLE coverage_kinds (
  -- How many residents of a division are in an organization of each kind, and how many such there are.
  region_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  people INTEGER NOT NULL,
  bodies INTEGER NOT NULL,
  PRIMARY KEY (region_code, kind),
  CONSTRAINT ck_coverage_kinds_kind CHECK (kind IN ('harmony_association', 'fellowship', 'villager_group', 'council',
    'party_branch', 'union', 'youth_league', 'womens_federation', 'hometown_group'))
) STRICT;

CREATE TABLE coverage_gaps (
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
CREATE INDEX ix_coverage_gaps_people ON coverage_gaps (people, id);

CREATE TABLE coverage_runs (
  -- When the figures of coverage were counted.
  id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;

CREATE TABLE stations (
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
  updated_at INTEGER NOT NULL, place TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', hours TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (region_code)
) STRICT;

-- 01009_party

CREATE TABLE party_registrations (
  -- A Party member who belongs elsewhere reports to a branch here, or the other way round.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  membership_id BLOB NULL,
  home_organization_id BLOB NULL,
  flow TEXT NOT NULL,
  state TEXT NOT NULL,
  branch_sealed BLOB NULL,
  contact_sealed BLOB NULL,
  certificate_sealed BLOB NULL,
  since TEXT NOT NULL,
  live_key BLOB NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  reminded_at INTEGER NULL,
  ended_at INTEGER NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_party_registrations_flow CHECK (flow IN ('in', 'out')),
  CONSTRAINT ck_party_registrations_state CHECK (state IN ('submitted', 'active', 'returned', 'ended')),
  CONSTRAINT ck_party_registrations_live CHECK ((state IN ('submitted', 'active')) = (live_key IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ux_party_registrations_live ON party_registrations (live_key);
CREATE INDEX ix_party_registrations_person ON party_registrations (person_id, created_at);
CREATE INDEX ix_party_registrations_organization
  ON party_registrations (organization_id, state, created_at);
CREATE INDEX ix_party_registrations_membership ON party_registrations (membership_id);

CREATE TABLE party_transfers (
  -- A request to move the formal tie with the Party to another branch.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  from_organization_id BLOB NOT NULL,
  to_organization_id BLOB NULL,
  state TEXT NOT NULL,
  name_sealed BLOB NULL,
  note_sealed BLOB NULL,
  letter_sealed BLOB NULL,
  letter_on TEXT NULL,
  letter_days INTEGER NOT NULL,
  live_key BLOB NULL,
  requested_by BLOB NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_party_transfers_state CHECK (state IN ('requested', 'accepted', 'refused', 'withdrawn')),
  CONSTRAINT ck_party_transfers_to CHECK (to_organization_id IS NULL OR to_organization_id <> from_organization_id)
) STRICT;
CREATE UNIQUE INDEX ux_party_transfers_live ON party_transfers (live_key);
CREATE INDEX ix_party_transfers_person ON party_transfers (person_id, created_at);
CREATE INDEX ix_party_transfers_from ON party_transfers (from_organization_id, created_at);
CREATE INDEX ix_party_transfers_to ON party_transfers (to_organization_id, created_at);

CREATE TABLE party_standings (
  -- Since when a member of a branch is activist, probationary or full member; each change is a row.
  id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  standing TEXT NOT NULL,
  since TEXT NOT NULL,
  meeting_id BLOB NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_party_standings_standing CHECK (standing IN ('full', 'probationary', 'activist')),
  CONSTRAINT ck_party_standings_own CHECK (recorded_by <> person_id)
) STRICT;
CREATE INDEX ix_party_standings_membership ON party_standings (membership_id, created_at);
CREATE INDEX ix_party_standings_person ON party_standings (person_id, created_at);

CREATE TABLE meetings (
  -- A meeting of a branch; what was said is sealed.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  chair_id BLOB NOT NULL,
  recorder_id BLOB NOT NULL,
  agenda_sealed BLOB NULL,
  minutes_sealed BLOB NULL,
  resolution_sealed BLOB NULL,
  final_at INTEGER NULL,
  final_by BLOB NULL,
  corrections INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_meetings_kind CHECK (kind IN ('general_meeting', 'committee_meeting', 'group_meeting', 'party_class',
    'theme_day', 'organizational_life', 'democratic_review')),
  CONSTRAINT ck_meetings_state CHECK (state IN ('planned', 'held', 'minutes_final', 'cancelled')),
  CONSTRAINT ck_meetings_time CHECK (starts_at < ends_at),
  CONSTRAINT ck_meetings_final CHECK ((state = 'minutes_final') = (final_at IS NOT NULL))
) STRICT;
CREATE INDEX ix_meetings_organization ON meetings (organization_id, starts_at, id);
CREATE INDEX ix_meetings_kind ON meetings (organization_id, kind, state, starts_at);
CREATE INDEX ix_meetings_created ON meetings (created_by);

CREATE TABLE meeting_attendances (
  -- A person who was called to a meeting, and whether they came.
  meeting_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  voter INTEGER NOT NULL,
  state TEXT NOT NULL,
  marked_by BLOB NULL,
  marked_at INTEGER NULL,
  PRIMARY KEY (meeting_id, person_id),
  CONSTRAINT ck_meeting_attendances_voter CHECK (voter IN (0, 1)),
  CONSTRAINT ck_meeting_attendances_state CHECK (state IN ('expected', 'present', 'absent', 'leave'))
) STRICT;
CREATE INDEX ix_meeting_attendances_person ON meeting_attendances (person_id, meeting_id);

CREATE TABLE meeting_corrections (
  -- What the minutes of a meeting said before each correction, sealed.
  id BLOB NOT NULL,
  meeting_id BLOB NOT NULL,
  no INTEGER NOT NULL,
  minutes_sealed BLOB NULL,
  resolution_sealed BLOB NULL,
  reason_sealed BLOB NULL,
  corrected_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_meeting_corrections CHECK (no >= 1)
) STRICT;
CREATE UNIQUE INDEX ux_meeting_corrections ON meeting_corrections (meeting_id, no);
CREATE INDEX ix_meeting_corrections_by ON meeting_corrections (corrected_by);

-- 01010_unions

CREATE TABLE union_forms (
  -- The form of an application to a union; the id is the membership's.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  channel TEXT NOT NULL,
  employment TEXT NOT NULL,
  work_kind TEXT NOT NULL,
  employer_name TEXT NOT NULL,
  employer_code TEXT NOT NULL,
  started_on TEXT NULL,
  statement_sealed BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_union_forms_channel CHECK (channel IN ('registration', 'hotline', 'self')),
  CONSTRAINT ck_union_forms_employment CHECK (employment IN ('contract', 'gig'))
) STRICT;
CREATE INDEX ix_union_forms_person ON union_forms (person_id, created_at);

CREATE TABLE union_transfers (
  -- A request of a union member to move to another union.
  id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  from_id BLOB NOT NULL,
  to_id BLOB NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  new_membership_id BLOB NULL,
  reason TEXT NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_union_transfers_state CHECK (state IN ('asked', 'accepted', 'refused', 'withdrawn')),
  CONSTRAINT ck_union_transfers_live CHECK (live_key IS NULL OR state = 'asked'),
  CONSTRAINT ck_union_transfers_two CHECK (from_id <> to_id)
) STRICT;
CREATE UNIQUE INDEX ux_union_transfers_live ON union_transfers (live_key);
CREATE INDEX ix_union_transfers_to ON union_transfers (to_id, state, created_at, id);
CREATE INDEX ix_union_transfers_person ON union_transfers (person_id, created_at, id);

CREATE TABLE union_offers (
  -- A person who said no to the offer of joining a union, and when; they are not asked again for a while.
  person_id BLOB NOT NULL,
  declined_at INTEGER NOT NULL,
  PRIMARY KEY (person_id)
) STRICT;

CREATE TABLE union_appraisals (
  -- The yearly votes of the members on their union and on its chair.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  year INTEGER NOT NULL,
  home_poll_id BLOB NOT NULL,
  chair_poll_id BLOB NOT NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_union_appraisals_year ON union_appraisals (organization_id, year);

CREATE TABLE union_meeting_calls (
  -- A call of members for a meeting of their union, and what the committee answered.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  signature_count INTEGER NOT NULL,
  needed_count INTEGER NOT NULL,
  reached_at INTEGER NULL,
  due_at INTEGER NULL,
  meets_on TEXT NULL,
  answer TEXT NOT NULL,
  answered_by BLOB NULL,
  answered_at INTEGER NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_union_meeting_calls_state CHECK (state IN ('open', 'reached', 'answered')),
  CONSTRAINT ck_union_meeting_calls_live CHECK (live_key IS NULL OR state <> 'answered')
) STRICT;
CREATE UNIQUE INDEX ux_union_meeting_calls_live ON union_meeting_calls (live_key);
CREATE INDEX ix_union_meeting_calls_body ON union_meeting_calls (organization_id, created_at, id);

CREATE TABLE union_meeting_signatures (
  -- A member's signature under such a call.
  call_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (call_id, person_id)
) STRICT;
CREATE INDEX ix_union_meeting_signatures_person ON union_meeting_signatures (person_id, created_at);

-- 01011_activities

CREATE TABLE activities (
  -- A course, a fair, a visit: what an organization invites people to, with its seats.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  region_code TEXT NOT NULL,
  place TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  signup_opens_at INTEGER NOT NULL,
  signup_closes_at INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  seats_taken INTEGER NOT NULL,
  waiting_count INTEGER NOT NULL,
  next_queue_no INTEGER NOT NULL,
  state TEXT NOT NULL,
  moderation TEXT NOT NULL DEFAULT 'pending',
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, cancel_reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  CONSTRAINT fk_activities_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_activities_kind CHECK (kind IN ('skill', 'education', 'citizenship', 'life_skills', 'work_ethic',
    'culture_sport', 'care', 'campaign')),
  CONSTRAINT ck_activities_state CHECK (state IN ('draft', 'published', 'signup_closed', 'ongoing', 'finished',
    'cancelled')),
  CONSTRAINT ck_activities_moderation CHECK (moderation IN ('pending', 'passed', 'blocked')),
  CONSTRAINT ck_activities_seats CHECK (seats_taken >= 0 AND seats_taken <= capacity AND waiting_count >= 0)
) STRICT;
CREATE INDEX ix_activities_start ON activities (starts_at, id);
CREATE INDEX ix_activities_organization ON activities (organization_id, starts_at, id);

CREATE TABLE signups (
  -- A person's place at an activity, or in its queue.
  id BLOB NOT NULL,
  activity_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  queue_no INTEGER NOT NULL,
  live_key BLOB NULL,
  note TEXT NOT NULL,
  offer_expires_at INTEGER NULL,
  ended_at INTEGER NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_signups_state CHECK (state IN ('registered', 'waiting', 'offered', 'expired', 'declined', 'cancelled',
    'checked_in', 'no_show'))
) STRICT;
CREATE UNIQUE INDEX ux_signups_live ON signups (live_key);
CREATE UNIQUE INDEX ux_signups_queue ON signups (activity_id, queue_no);
CREATE INDEX ix_signups_list ON signups (activity_id, state, queue_no);
CREATE INDEX ix_signups_person ON signups (person_id, created_at, id);

-- 01012_governance

CREATE TABLE polls (
  -- A vote of an organization, from its draft to its result.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  purpose TEXT NOT NULL DEFAULT 'consultation',
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  roll_count INTEGER NOT NULL,
  roll_hash BLOB NULL,
  roll_sealed_at INTEGER NULL,
  cast_count INTEGER NULL,
  moderation TEXT NOT NULL DEFAULT 'pending',
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, annul_reason TEXT NOT NULL DEFAULT '', convened INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT fk_polls_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_polls_purpose CHECK (purpose IN ('consultation', 'decision', 'election')),
  CONSTRAINT ck_polls_mode CHECK (mode IN ('detached', 'blind', 'named')),
  CONSTRAINT ck_polls_state CHECK (state IN ('draft', 'roll_published', 'roll_sealed', 'open', 'closed', 'certified',
    'archived', 'annulled')),
  CONSTRAINT ck_polls_moderation CHECK (moderation IN ('pending', 'passed', 'blocked'))
) STRICT;
CREATE INDEX ix_polls_organization ON polls (organization_id, closes_at, id);

CREATE TABLE poll_options (
  -- The answers one may choose from, and after the count how many chose each.
  poll_id BLOB NOT NULL,
  no INTEGER NOT NULL,
  label TEXT NOT NULL,
  votes INTEGER NULL,
  PRIMARY KEY (poll_id, no),
  CONSTRAINT fk_poll_options_poll FOREIGN KEY (poll_id) REFERENCES polls (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE poll_roll_entries (
  -- The roll: a person who may vote, and whether they have; never what they chose.
  poll_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  voted INTEGER NOT NULL,
  PRIMARY KEY (poll_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_poll_roll_entries_person ON poll_roll_entries (person_id, poll_id);

CREATE TABLE ballots (
  -- A ballot: a choice without a person and without a time.
  id BLOB NOT NULL,
  poll_id BLOB NOT NULL,
  choice INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_ballots_tally ON ballots (poll_id, choice);

-- 01013_mediation

CREATE TABLE mediation_committees (
  -- A people's mediation committee of a division or an organization, and until when it serves.
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  organization_id BLOB NULL,
  state TEXT NOT NULL,
  term_ends_on TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, formed_at INTEGER NULL, short_name TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  CONSTRAINT ck_mediation_committees_state CHECK (state IN ('active', 'ended'))
) STRICT;
CREATE UNIQUE INDEX ux_mediation_committees_name ON mediation_committees (region_code, name);

CREATE TABLE disputes (
  -- A case before a committee; what the applicant says is sealed.
  id BLOB NOT NULL,
  number TEXT NOT NULL,
  file_no TEXT NULL,
  committee_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  filed_by BLOB NOT NULL,
  category TEXT NOT NULL,
  source TEXT NOT NULL,
  statement_sealed BLOB NOT NULL,
  amount_fen INTEGER NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  goes_to TEXT NOT NULL DEFAULT '',
  applied_at INTEGER NOT NULL,
  decided_at INTEGER NULL,
  accepted_at INTEGER NULL,
  assigned_at INTEGER NULL,
  taken_at INTEGER NULL,
  ended_at INTEGER NULL,
  due_on TEXT NULL,
  next_event_seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, letter_on TEXT NULL, handed_from BLOB NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_disputes_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id),
  CONSTRAINT fk_disputes_filer FOREIGN KEY (filed_by) REFERENCES persons (id),
  CONSTRAINT ck_disputes_category CHECK (category IN ('marriage_family', 'neighbour', 'house_homestead', 'contract',
    'production', 'damage', 'land', 'expropriation', 'environment', 'labour', 'consumer', 'medical', 'traffic',
    'property', 'tourism', 'ip', 'internet', 'other')),
  CONSTRAINT ck_disputes_source CHECK (source IN ('application', 'proactive', 'referral')),
  CONSTRAINT ck_disputes_state CHECK (state IN ('applied', 'consent_pending', 'accepted', 'not_accepted',
    'assigned', 'in_session', 'signing', 'effective', 'performed', 'breached', 'withdrawn', 'terminated', 'handed_up',
    'referred', 'archived')),
  CONSTRAINT ck_disputes_reason CHECK (reason IN ('', 'special_organ', 'already_taken', 'party_refuses', 'not_civil',
    'by_applicant', 'party_stopped', 'no_agreement', 'unreachable', 'unfit', 'moved_up', 'sent_on')),
  CONSTRAINT ck_disputes_goes_to CHECK (goes_to IN ('', 'arbitration', 'court', 'legal_aid', 'labour_inspection', 'police',
    'department', 'higher_committee'))
) STRICT;
CREATE UNIQUE INDEX ux_disputes_number ON disputes (number);
CREATE UNIQUE INDEX ux_disputes_file_no ON disputes (committee_id, file_no);
CREATE INDEX ix_disputes_committee ON disputes (committee_id, state, applied_at, id);
CREATE INDEX ix_disputes_filer ON disputes (filed_by, applied_at, id);
CREATE INDEX ix_disputes_newest ON disputes (committee_id, applied_at, id);
CREATE INDEX ix_disputes_due ON disputes (committee_id, ended_at, due_on, id);
CREATE UNIQUE INDEX ux_disputes_handed_from ON disputes (handed_from);

CREATE TABLE dispute_parties (
  -- The sides of a case; a party without an account is known by a sealed name.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  side TEXT NOT NULL,
  kind TEXT NOT NULL,
  person_id BLOB NULL,
  name_sealed BLOB NULL,
  contact_sealed BLOB NULL,
  consent TEXT NOT NULL DEFAULT 'pending',
  consent_way TEXT NOT NULL DEFAULT '',
  consented_at INTEGER NULL,
  consent_by BLOB NULL,
  witness_sealed BLOB NULL,
  informed_way TEXT NOT NULL DEFAULT '',
  informed_at INTEGER NULL,
  informed_by BLOB NULL,
  told_way TEXT NOT NULL DEFAULT '',
  told_on TEXT NULL,
  told_by BLOB NULL,
  created_at INTEGER NOT NULL, left_at INTEGER NULL, mandate TEXT NOT NULL DEFAULT ''
  CONSTRAINT ck_dispute_parties_mandate CHECK (mandate IN ('', 'speak', 'settle')), wished_id BLOB NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_parties_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_parties_side CHECK (side IN ('applicant', 'respondent')),
  CONSTRAINT ck_dispute_parties_kind CHECK (kind IN ('person', 'employer', 'landlord', 'agency', 'property_manager',
    'organization', 'contractor', 'subcontractor', 'affiliated_firm')),
  CONSTRAINT ck_dispute_parties_consent CHECK (consent IN ('pending', 'given', 'refused')),
  CONSTRAINT ck_dispute_parties_consent_way CHECK (consent_way IN ('', 'self', 'paper', 'oral')),
  CONSTRAINT ck_dispute_parties_informed_way CHECK (informed_way IN ('', 'self', 'paper', 'oral')),
  CONSTRAINT ck_dispute_parties_told_way CHECK (told_way IN ('', 'in_person', 'phone', 'post', 'message'))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_parties_person ON dispute_parties (dispute_id, person_id);
CREATE INDEX ix_dispute_parties_person ON dispute_parties (person_id, dispute_id);

CREATE TABLE dispute_mediators (
  -- The mediators of a case, a row for each time in it; one of those who are in it leads.
  dispute_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  is_lead INTEGER NOT NULL,
  assigned_by BLOB NOT NULL,
  assigned_at INTEGER NOT NULL,
  taken_at INTEGER NULL,
  ended_at INTEGER NULL,
  live_key BLOB NULL,
  end_reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (dispute_id, person_id, assigned_at),
  CONSTRAINT fk_dispute_mediators_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_mediators_end_reason CHECK (end_reason IN ('', 'released', 'recused', 'seat_ended', 'not_taken'))
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_dispute_mediators_person ON dispute_mediators (person_id, dispute_id);
CREATE UNIQUE INDEX ux_dispute_mediators_live ON dispute_mediators (live_key);

CREATE TABLE dispute_events (
  -- The timeline of a case, each line for the parties, for one of them or for the committee alone.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id BLOB NULL,
  audience TEXT NOT NULL,
  party_id BLOB NULL,
  note_sealed BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_events_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_events_kind CHECK (kind IN ('filed', 'accepted', 'registered', 'declined', 'assigned', 'taken',
    'released', 'recused', 'consented', 'refused', 'informed', 'withdrawn', 'stopped', 'terminated', 'told', 'moved_up',
    'moved_in', 'sent_on', 'party_added', 'party_joined', 'extended', 'session_planned', 'session_held',
    'session_cancelled', 'proposed', 'redrawn', 'signed', 'sealed', 'effective', 'paid', 'performed', 'breached',
    'revisited', 'handed_in', 'message', 'note')),
  CONSTRAINT ck_dispute_events_audience CHECK (audience IN ('parties', 'committee', 'party'))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_events_seq ON dispute_events (dispute_id, seq);

-- 01014_files

CREATE TABLE files (
  -- An upload: what it is and what it is attached to; the content lies sealed in the blob store.
  id BLOB NOT NULL,
  owner_id BLOB NOT NULL,
  purpose TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  moderation TEXT NOT NULL,
  name_sealed BLOB NULL,
  key_sealed BLOB NULL,
  size INTEGER NOT NULL,
  thumb_size INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BLOB NULL,
  attached_at INTEGER NULL,
  expires_at INTEGER NULL,
  created_at INTEGER NOT NULL, transcript_sealed BLOB NULL, transcript_lang TEXT NOT NULL DEFAULT '', transcript_confirmed INTEGER NOT NULL DEFAULT 0, content_hash BLOB NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_files_owner FOREIGN KEY (owner_id) REFERENCES persons (id),
  CONSTRAINT ck_files_purpose CHECK (purpose IN ('avatar', 'activity_image', 'evidence', 'document', 'voice',
    'charter', 'roster')),
  CONSTRAINT ck_files_kind CHECK (kind IN ('jpeg', 'png', 'pdf', 'mp3', 'm4a', 'aac', 'amr', 'wav', 'xlsx', 'csv')),
  CONSTRAINT ck_files_state CHECK (state IN ('pending', 'ready', 'deleted', 'gone')),
  CONSTRAINT ck_files_moderation CHECK (moderation IN ('pending', 'passed', 'blocked')),
  CONSTRAINT ck_files_size CHECK (size >= 0 AND thumb_size >= 0),
  CONSTRAINT ck_files_attached CHECK ((attached_at IS NULL) = (subject_id IS NULL)),
  CONSTRAINT ck_files_expires CHECK (expires_at IS NOT NULL OR (state = 'ready' AND attached_at IS NOT NULL))
) STRICT;
CREATE INDEX ix_files_owner ON files (owner_id, created_at);
CREATE INDEX ix_files_expires ON files (expires_at);
CREATE INDEX ix_files_subject ON files (subject_kind, subject_id);

-- 01015_desk

CREATE TABLE desk_sessions (
  -- For how long an officer may act at the desk in the name of a person who is present, and by whose word.
  id BLOB NOT NULL,
  officer_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  way TEXT NOT NULL,
  officer_key BLOB NULL,
  person_key BLOB NULL,
  code_tries INTEGER NOT NULL,
  confirmed_by BLOB NULL,
  confirmed_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  ended_by BLOB NULL,
  end_reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_desk_sessions_state CHECK (state IN ('waiting', 'active', 'ended')),
  CONSTRAINT ck_desk_sessions_way CHECK (way IN ('own', 'officers')),
  CONSTRAINT ck_desk_sessions_end_reason CHECK (end_reason IN ('', 'officer', 'person', 'expired', 'code', 'merged')),
  CONSTRAINT ck_desk_sessions_live CHECK (
    (state = 'ended' AND officer_key IS NULL AND person_key IS NULL)
    OR (state <> 'ended' AND officer_key IS NOT NULL AND person_key IS NOT NULL)),
  CONSTRAINT ck_desk_sessions_own CHECK (officer_id <> person_id),
  CONSTRAINT ck_desk_sessions_two CHECK (confirmed_by IS NULL OR confirmed_by <> officer_id),
  CONSTRAINT ck_desk_sessions_confirmed CHECK (state <> 'active' OR confirmed_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_desk_sessions_officer ON desk_sessions (officer_key);
CREATE UNIQUE INDEX ux_desk_sessions_person ON desk_sessions (person_key);
CREATE INDEX ix_desk_sessions_officer ON desk_sessions (officer_id, created_at, id);
CREATE INDEX ix_desk_sessions_person ON desk_sessions (person_id, created_at, id);
CREATE INDEX ix_desk_sessions_region ON desk_sessions (region_code, created_at, id);

CREATE TABLE desk_objections (
  -- A person's objection to what was done in their name at a desk, and what came of it.
  id BLOB NOT NULL,
  session_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by BLOB NULL,
  outcome TEXT NOT NULL,
  answer TEXT NOT NULL,
  resolved_by BLOB NULL,
  resolved_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_desk_objections_session FOREIGN KEY (session_id) REFERENCES desk_sessions (id),
  CONSTRAINT ck_desk_objections_state CHECK (state IN ('open', 'resolved')),
  CONSTRAINT ck_desk_objections_outcome CHECK (outcome IN ('', 'upheld', 'dismissed'))
) STRICT;
CREATE UNIQUE INDEX ux_desk_objections_session ON desk_objections (session_id);
CREATE INDEX ix_desk_objections_region ON desk_objections (region_code, created_at, id);

CREATE TABLE desk_registrations (
  -- Which officer has registered a person who came to the desk without an account.
  person_id BLOB NOT NULL,
  officer_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT ck_desk_registrations_own CHECK (officer_id <> person_id)
) STRICT;

-- 01016_moderation

CREATE TABLE moderation_cases (
  -- What was complained about, as it was then, with the decision and the appeal.
  id BLOB NOT NULL,
  target_kind TEXT NOT NULL,
  target_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  organization_id BLOB NULL,
  author_id BLOB NULL,
  snapshot TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  report_count INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  desk_code TEXT NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decided_level INTEGER NOT NULL,
  decision_reason TEXT NOT NULL,
  appealed_at INTEGER NULL,
  appeal_sealed BLOB NULL,
  reviewed_by BLOB NULL,
  reviewed_at INTEGER NULL,
  review_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_moderation_cases_target_kind CHECK (target_kind IN ('organization', 'activity', 'poll', 'person',
    'announcement')),
  CONSTRAINT ck_moderation_cases_state CHECK (state IN ('open', 'passed', 'removed', 'appealed', 'upheld',
    'overturned')),
  CONSTRAINT ck_moderation_cases_live CHECK (live_key IS NULL OR state = 'open'),
  CONSTRAINT ck_moderation_cases_own CHECK (author_id IS NULL OR decided_by IS NULL OR author_id <> decided_by),
  CONSTRAINT ck_moderation_cases_two CHECK (reviewed_by IS NULL OR reviewed_by <> decided_by)
) STRICT;
CREATE UNIQUE INDEX ux_moderation_cases_live ON moderation_cases (live_key);
CREATE INDEX ix_moderation_cases_queue ON moderation_cases (state, report_count, id);
CREATE INDEX ix_moderation_cases_author ON moderation_cases (author_id, created_at, id);
CREATE INDEX ix_moderation_cases_target ON moderation_cases (target_id, created_at);

CREATE TABLE reports (
  -- One complaint of one person about what a case is about.
  id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  reporter_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  words_sealed BLOB NULL,
  reported_on TEXT NOT NULL,
  no_of_day INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_reports_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id),
  CONSTRAINT ck_reports_reason CHECK (reason IN ('illegal', 'violence', 'minors', 'fraud', 'vulgar', 'abuse',
    'privacy', 'impersonation', 'advertising', 'other'))
) STRICT;
CREATE UNIQUE INDEX ux_reports_once ON reports (case_id, reporter_id);
CREATE UNIQUE INDEX ux_reports_day ON reports (reporter_id, reported_on, no_of_day);

CREATE TABLE bans (
  -- What a person must not do for a time because of a case; the sealed number finds who comes back.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  scope TEXT NOT NULL,
  reason TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  imposed_by BLOB NOT NULL,
  lifted_at INTEGER NULL,
  lifted_by BLOB NULL,
  lift_reason TEXT NOT NULL,
  carried_from BLOB NULL,
  id_number_sealed BLOB NULL,
  id_number_index BLOB NULL,
  id_number_index_alt BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_bans_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id),
  CONSTRAINT ck_bans_scope CHECK (scope IN ('posting', 'account')),
  CONSTRAINT ck_bans_term CHECK (ends_at > starts_at),
  CONSTRAINT ck_bans_own CHECK (imposed_by <> person_id)
) STRICT;
CREATE UNIQUE INDEX ux_bans_carried ON bans (carried_from);
CREATE INDEX ix_bans_person ON bans (person_id, ends_at);
CREATE INDEX ix_bans_case ON bans (case_id);
CREATE INDEX ix_bans_id_number ON bans (id_number_index);
CREATE INDEX ix_bans_id_number_alt ON bans (id_number_index_alt);

-- 01017_notices

CREATE TABLE notices (
  -- The inbox: what a person is told, by its kind; the words are made when it is read.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BLOB NULL,
  params TEXT NOT NULL,
  dedupe_key TEXT NULL,
  created_at INTEGER NOT NULL,
  read_at INTEGER NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_notices_dedupe ON notices (dedupe_key);
CREATE INDEX ix_notices_inbox ON notices (person_id, created_at, id);
CREATE INDEX ix_notices_unread ON notices (person_id, read_at);
CREATE INDEX ix_notices_created ON notices (created_at);

-- 01018_audits

CREATE TABLE audit_events (
  -- The audit trail: which person did what to what, or was refused; rows are only added.
  id BLOB NOT NULL,
  at INTEGER NOT NULL,
  actor_id BLOB NULL,
  on_behalf_of BLOB NULL,
  session_id BLOB NULL,
  desk_session_id BLOB NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  object_id BLOB NULL,
  region_code TEXT NULL,
  organization_id BLOB NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL,
  detail TEXT NOT NULL, mac BLOB NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_audit_events_outcome CHECK (outcome IN ('done', 'refused'))
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_audit_events_at ON audit_events (at, id);
CREATE INDEX ix_audit_events_object ON audit_events (object, object_id, at);
CREATE INDEX ix_audit_events_actor ON audit_events (actor_id, at);
CREATE INDEX ix_audit_events_region ON audit_events (region_code, at, id);
CREATE INDEX ix_audit_events_organization ON audit_events (organization_id, at, id);
CREATE INDEX ix_audit_events_desk ON audit_events (desk_session_id, at, id);

CREATE TABLE audit_leaves (
  -- The place of each event in the audit log, and the hash that was taken of it.
  seq INTEGER NOT NULL,
  event_id BLOB NOT NULL,
  leaf_hash BLOB NOT NULL,
  commitments BLOB NOT NULL,
  salt BLOB NOT NULL,
  PRIMARY KEY (seq)
) STRICT;
CREATE UNIQUE INDEX ux_audit_leaves_event ON audit_leaves (event_id);

CREATE TABLE audit_hashes (
  -- The hashes over whole ranges of the log, so that it can be continued without reading it all.
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (position)
) STRICT;

CREATE TABLE audit_checkpoints (
  -- The signed statements about the log, each over its first so many events.
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (number)
) STRICT;

-- 01121_counted_ballots

CREATE TABLE ballots_counted (
  -- A ballot of a closed poll, written anew: under another random id and in another order than it was cast.
  poll_id BLOB NOT NULL,
  id BLOB NOT NULL,
  choice INTEGER NOT NULL,
  PRIMARY KEY (poll_id, id)
) STRICT, WITHOUT ROWID;

-- 01192_pairings

CREATE TABLE pairings (
  -- A browser that waits to be signed in by a phone, for some minutes.
  id BLOB NOT NULL,
  code TEXT NOT NULL,
  secret_hash BLOB NOT NULL,
  digits TEXT NOT NULL,
  device TEXT NOT NULL,
  state TEXT NOT NULL,
  wrong_tries INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  person_id BLOB NULL,
  epoch INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_pairings_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_pairings_state CHECK (state IN ('waiting', 'confirmed', 'claimed', 'refused', 'burned')),
  CONSTRAINT ck_pairings_wrong_tries CHECK (wrong_tries BETWEEN 0 AND 3)
) STRICT;
CREATE UNIQUE INDEX ux_pairings_code ON pairings (code);
CREATE INDEX ix_pairings_expires ON pairings (expires_at);
CREATE INDEX ix_pairings_person ON pairings (person_id);

-- 01193_scene_codes

CREATE TABLE scene_codes (
  -- A code, printed or shown as a picture, that leads to something else than an application; it grants nothing.
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  code TEXT NOT NULL,
  note TEXT NOT NULL,
  created_by BLOB NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_scene_codes_kind CHECK (kind IN ('join', 'check_in', 'poll', 'organization_board', 'committee_board',
    'desk', 'sign_in', 'case'))
) STRICT;
CREATE UNIQUE INDEX ux_scene_codes_code ON scene_codes (code);
CREATE INDEX ix_scene_codes_list ON scene_codes (subject_id, kind, created_at, id);

-- 01205_dispute_agreements

CREATE TABLE dispute_agreements (
  -- The versions of an agreement; what one says is sealed and never changes.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL,
  content_sealed BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  live_key BLOB NULL,
  proposed_by BLOB NOT NULL,
  effective_on TEXT NULL,
  confirm_until TEXT NULL,
  created_at INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT 'written'
  CONSTRAINT ck_dispute_agreements_kind CHECK (kind IN ('written', 'oral')),
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_agreements_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_agreements_state CHECK (state IN ('signing', 'effective', 'void'))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_agreements_seq ON dispute_agreements (dispute_id, seq);
CREATE UNIQUE INDEX ux_dispute_agreements_live ON dispute_agreements (live_key);

-- 01206_dispute_signatures

CREATE TABLE dispute_signatures (
  -- Who has signed a version of an agreement on which day, each once.
  agreement_id BLOB NOT NULL,
  part TEXT NOT NULL,
  signer_id BLOB NOT NULL,
  signed_on TEXT NOT NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, part, signer_id),
  CONSTRAINT fk_dispute_signatures_agreement FOREIGN KEY (agreement_id) REFERENCES dispute_agreements (id),
  CONSTRAINT ck_dispute_signatures_part CHECK (part IN ('party', 'mediator', 'seal'))
) STRICT, WITHOUT ROWID;

-- 01207_dispute_items

CREATE TABLE dispute_items (
  -- What an agreement in effect asks of a party, and when it was done.
  id BLOB NOT NULL,
  agreement_id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  no INTEGER NOT NULL,
  amount_fen INTEGER NULL,
  payer_id BLOB NOT NULL,
  payee_id BLOB NOT NULL,
  due_on TEXT NOT NULL,
  performed_on TEXT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_items_agreement FOREIGN KEY (agreement_id) REFERENCES dispute_agreements (id),
  CONSTRAINT ck_dispute_items_amount CHECK (amount_fen >= 0)
) STRICT;
CREATE UNIQUE INDEX ux_dispute_items_no ON dispute_items (agreement_id, no);
CREATE INDEX ix_dispute_items_dispute ON dispute_items (dispute_id, performed_on, due_on);

-- 01208_dispute_sessions

CREATE TABLE dispute_sessions (
  -- A meeting in a case: a mediation of both sides, or an inquiry of the committee.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  place_sealed BLOB NOT NULL,
  room TEXT NOT NULL,
  by_video INTEGER NOT NULL,
  ended_at INTEGER NULL,
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_sessions_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_sessions_kind CHECK (kind IN ('mediation', 'inquiry')),
  CONSTRAINT ck_dispute_sessions_state CHECK (state IN ('planned', 'held', 'cancelled')),
  CONSTRAINT ck_dispute_sessions_ended CHECK ((state = 'planned') = (ended_at IS NULL)),
  CONSTRAINT ck_dispute_sessions_times CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX ix_dispute_sessions_dispute ON dispute_sessions (dispute_id, starts_at, id);

-- 01209_dispute_session_slots

CREATE TABLE dispute_session_slots (
  -- The quarters of an hour that a planned session takes of a person, or of a room.
  holder_id BLOB NOT NULL,
  slot INTEGER NOT NULL,
  session_id BLOB NOT NULL,
  PRIMARY KEY (holder_id, slot),
  CONSTRAINT fk_dispute_session_slots_session FOREIGN KEY (session_id) REFERENCES dispute_sessions (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_dispute_session_slots_session ON dispute_session_slots (session_id);

-- 01210_dispute_session_records

CREATE TABLE dispute_session_records (
  -- What a session was, sealed; id is that of the session, which has one record.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  record_sealed BLOB NOT NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_session_records_session FOREIGN KEY (id) REFERENCES dispute_sessions (id)
) STRICT;
CREATE INDEX ix_dispute_session_records_dispute ON dispute_session_records (dispute_id);

-- 01211_dispute_extensions

CREATE TABLE dispute_extensions (
  -- That a party agrees to settle the case by a later day, once for each day.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  party_id BLOB NOT NULL,
  until_on TEXT NOT NULL,
  way TEXT NOT NULL,
  witness_sealed BLOB NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_extensions_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_extensions_way CHECK (way IN ('self', 'paper', 'oral'))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_extensions_day ON dispute_extensions (party_id, until_on);
CREATE INDEX ix_dispute_extensions_dispute ON dispute_extensions (dispute_id, until_on);

-- 01217_dispute_referrals

CREATE TABLE dispute_referrals (
  -- The letter by which an organ sent a case to a committee.
  dispute_id BLOB NOT NULL,
  organ TEXT NOT NULL,
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  written_on TEXT NOT NULL,
  reply_until TEXT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (dispute_id),
  CONSTRAINT fk_dispute_referrals_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_referrals_organ CHECK (organ IN ('court', 'police', 'letters', 'centre', 'inspection', 'union'))
) STRICT;

-- 01218_dispute_invitations

CREATE TABLE dispute_invitations (
  -- A code by which a person asks to be a party of a case, and what came of it; the code itself is not kept.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  party_id BLOB NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  code_sha256 TEXT NOT NULL,
  asked_by BLOB NULL,
  asked_at INTEGER NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_invitations_party FOREIGN KEY (party_id) REFERENCES dispute_parties (id),
  CONSTRAINT ck_dispute_invitations_state CHECK (state IN ('open', 'asked', 'joined', 'refused', 'void')),
  CONSTRAINT ck_dispute_invitations_live CHECK ((ended_at IS NULL) = (live_key IS NOT NULL)),
  CONSTRAINT ck_dispute_invitations_asked CHECK ((asked_by IS NULL) = (asked_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_invitations_code ON dispute_invitations (code_sha256);
CREATE UNIQUE INDEX ux_dispute_invitations_live ON dispute_invitations (live_key);
CREATE INDEX ix_dispute_invitations_asked ON dispute_invitations (asked_by, state);
CREATE INDEX ix_dispute_invitations_dispute ON dispute_invitations (dispute_id);

-- 01223_dispute_evidence

CREATE TABLE dispute_evidence (
  -- A piece that was handed in with a case, by the id of its file. A piece is replaced once.
  id BLOB NOT NULL PRIMARY KEY,
  dispute_id BLOB NOT NULL,
  party_id BLOB NULL,
  title_sealed BLOB NULL,
  replaces_id BLOB NULL,
  shared_at INTEGER NULL,
  shared_by BLOB NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  CONSTRAINT fk_dispute_evidence_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT fk_dispute_evidence_party FOREIGN KEY (party_id) REFERENCES dispute_parties (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ux_dispute_evidence_replaces ON dispute_evidence (replaces_id);
CREATE INDEX ix_dispute_evidence_dispute ON dispute_evidence (dispute_id, created_at);
CREATE INDEX ix_dispute_evidence_party ON dispute_evidence (party_id);
CREATE INDEX ix_dispute_evidence_created_by ON dispute_evidence (created_by);
CREATE INDEX ix_dispute_evidence_shared_by ON dispute_evidence (shared_by);

-- 01230_dispute_documents

CREATE TABLE dispute_documents (
  -- A paper that was printed for a case; its bytes are a file.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  case_version INTEGER NOT NULL,
  live_key BLOB NULL,
  code TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_id BLOB NOT NULL,
  state TEXT NOT NULL,
  made_on TEXT NOT NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_documents_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT fk_dispute_documents_created_by FOREIGN KEY (created_by) REFERENCES persons (id),
  CONSTRAINT ck_dispute_documents_kind CHECK (kind IN ('dossier_cover', 'dossier_index', 'application', 'acceptance',
    'rights_notice', 'inquiry', 'session_record', 'agreement', 'oral_agreement', 'return_visit',
    'confirmation_request', 'refusal_notice', 'termination_notice', 'dossier_note', 'dossier_back')),
  CONSTRAINT ck_dispute_documents_state CHECK (state IN ('valid', 'superseded', 'void')),
  CONSTRAINT ck_dispute_documents_live CHECK ((state = 'valid') = (live_key IS NOT NULL)),
  CONSTRAINT ck_dispute_documents_ended CHECK ((state = 'valid') = (ended_at IS NULL)),
  CONSTRAINT ck_dispute_documents_seq CHECK (seq > 0)
) STRICT;
CREATE UNIQUE INDEX ux_dispute_documents_code ON dispute_documents (code);
CREATE UNIQUE INDEX ux_dispute_documents_seq ON dispute_documents (dispute_id, kind, seq);
CREATE UNIQUE INDEX ux_dispute_documents_live ON dispute_documents (live_key);
CREATE UNIQUE INDEX ux_dispute_documents_file ON dispute_documents (file_id);
CREATE INDEX ix_dispute_documents_created_by ON dispute_documents (created_by);

-- 01243_committee_terms

CREATE TABLE committee_terms (
  -- The terms of three years of a mediation committee.
  id BLOB NOT NULL,
  committee_id BLOB NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_committee_terms_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id)
) STRICT;
CREATE UNIQUE INDEX ux_committee_terms_end ON committee_terms (committee_id, ends_on);

-- 01244_committee_filings

CREATE TABLE committee_filings (
  -- A change of a committee that the county's justice bureau is told of, and when it was.
  id BLOB NOT NULL,
  committee_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  changed_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  open_key TEXT NULL,
  filed_on TEXT NULL,
  filed_with TEXT NOT NULL,
  number TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_committee_filings_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id),
  CONSTRAINT ck_committee_filings_reason CHECK (reason IN ('formation', 'seats', 'renewal'))
) STRICT;
CREATE UNIQUE INDEX ux_committee_filings_open ON committee_filings (open_key);
CREATE INDEX ix_committee_filings_committee ON committee_filings (committee_id, changed_on);
CREATE INDEX ix_committee_filings_due ON committee_filings (filed_on, due_on);

-- 01245_dispute_risks

CREATE TABLE dispute_risks (
  -- How dangerous the committee of a case holds it to be, a row for each judgement.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  level TEXT NOT NULL,
  violence INTEGER NOT NULL,
  note_sealed BLOB NULL,
  organ TEXT NOT NULL,
  reported_on TEXT NULL,
  reason_sealed BLOB NULL,
  live_key BLOB NULL,
  set_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_risks_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_risks_level CHECK (level IN ('', 'red', 'orange', 'yellow')),
  CONSTRAINT ck_dispute_risks_organ CHECK (organ IN ('', 'arbitration', 'court', 'legal_aid', 'labour_inspection', 'police',
    'department', 'higher_committee')),
  CONSTRAINT ck_dispute_risks_reported CHECK ((organ = '') = (reported_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_risks_seq ON dispute_risks (dispute_id, seq);
CREATE UNIQUE INDEX ux_dispute_risks_live ON dispute_risks (live_key);

-- 01248_mediator_profiles

CREATE TABLE mediator_profiles (
  -- What a mediator of a committee knows well and speaks, with commas between the codes.
  committee_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  specialties TEXT NOT NULL,
  languages TEXT NOT NULL,
  set_by BLOB NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (committee_id, person_id),
  CONSTRAINT fk_mediator_profiles_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_mediator_profiles_person ON mediator_profiles (person_id);

-- 01260_working_days

CREATE TABLE working_days (
  -- The days without work, and the weekends that are worked, of a year; a year without a row has the built-in ones.
  id BLOB NOT NULL,
  year INTEGER NOT NULL,
  days TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  in_force_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_working_days_state CHECK (state IN ('proposed', 'in_force', 'replaced'))
) STRICT;
CREATE UNIQUE INDEX ux_working_days_version ON working_days (year, version);
CREATE UNIQUE INDEX ux_working_days_live ON working_days (live_key);

-- 01262_dispute_deadlines

CREATE TABLE dispute_deadlines (
  -- One term of a case: what starts it, its last day at first and now. Open while ended_at is NULL.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  item_id BLOB NULL,
  event_on TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  said_on TEXT NULL,
  due_on TEXT NOT NULL,
  first_due_on TEXT NOT NULL,
  paused_on TEXT NULL,
  met_at INTEGER NULL,
  ended_at INTEGER NULL,
  live_key TEXT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_deadlines_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_deadlines_kind CHECK (kind IN ('acceptance', 'mediation', 'labour', 'confirmation',
    'performance', 'arbitration_limit', 'reply_to_sender')),
  CONSTRAINT ck_dispute_deadlines_later CHECK (due_on >= first_due_on),
  CONSTRAINT ck_dispute_deadlines_open CHECK ((ended_at IS NULL) = (live_key IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_deadlines_live ON dispute_deadlines (live_key);
CREATE INDEX ix_dispute_deadlines_dispute ON dispute_deadlines (dispute_id, ended_at);
CREATE INDEX ix_dispute_deadlines_open ON dispute_deadlines (ended_at, dispute_id);

-- 01263_dispute_deadline_moves

CREATE TABLE dispute_deadline_moves (
  -- Each change of the last day of a term, with the day before.
  id BLOB NOT NULL,
  deadline_id BLOB NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  why TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_deadline_moves_deadline FOREIGN KEY (deadline_id) REFERENCES dispute_deadlines (id),
  CONSTRAINT ck_dispute_deadline_moves_why CHECK (why IN ('calendar', 'extension', 'pause')),
  CONSTRAINT ck_dispute_deadline_moves_later CHECK (to_on > from_on)
) STRICT;
CREATE INDEX ix_dispute_deadline_moves_deadline ON dispute_deadline_moves (deadline_id, id);
