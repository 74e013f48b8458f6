-- +goose Up

CREATE TABLE IF NOT EXISTS organizations (
  -- An organization of the residents: an association, a villagers' group, a branch, a union.
  id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  subtype VARCHAR(16) NOT NULL DEFAULT '',
  display_name VARCHAR(32) NOT NULL DEFAULT '',
  name VARCHAR(128) NOT NULL,
  name_folded VARCHAR(128) NOT NULL,
  pinyin VARCHAR(512) NOT NULL,
  initials VARCHAR(128) NOT NULL,
  region_code CHAR(12) NOT NULL,
  state VARCHAR(16) NOT NULL,
  legal_form VARCHAR(32) NOT NULL DEFAULT 'filed',
  intended_form VARCHAR(32) NOT NULL DEFAULT 'filed',
  credit_code CHAR(18) NULL,
  registered_on CHAR(10) NULL,
  charter_number BIGINT NOT NULL DEFAULT 0,
  parent_id BINARY(16) NULL,
  base VARCHAR(16) NOT NULL DEFAULT 'residence',
  employer_name VARCHAR(200) NOT NULL DEFAULT '',
  employer_folded VARCHAR(200) NOT NULL DEFAULT '',
  employer_code VARCHAR(32) NOT NULL DEFAULT '',
  origin_code CHAR(12) NULL,
  ends_on CHAR(10) NULL,
  term_years BIGINT NOT NULL DEFAULT 3,
  term_ends_on CHAR(10) NULL,
  capacity BIGINT NULL,
  member_count BIGINT NOT NULL,
  migrant_count BIGINT NOT NULL DEFAULT 0,
  unit_count BIGINT NOT NULL DEFAULT 0,
  min_migrant_percent BIGINT NOT NULL DEFAULT 0,
  admission VARCHAR(16) NOT NULL DEFAULT 'review',
  next_queue_no BIGINT NOT NULL,
  union_no VARCHAR(16) NULL,
  last_member_no BIGINT NOT NULL DEFAULT 0,
  parent_asked_id BINARY(16) NULL,
  parent_asked_at BIGINT NULL,
  introduction VARCHAR(2000) NOT NULL,
  join_form VARCHAR(4000) NOT NULL DEFAULT '[]',
  moderation VARCHAR(16) NOT NULL DEFAULT 'pending',
  approved_at BIGINT NULL,
  ended_at BIGINT NULL,
  end_reason VARCHAR(200) NOT NULL DEFAULT '',
  created_by BINARY(16) NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organizations_name (region_code, name),
  KEY ix_organizations_place (state, region_code, id),
  UNIQUE KEY ux_organizations_credit (credit_code),
  KEY ix_organizations_parent (parent_id, state, id),
  KEY ix_organizations_employer (employer_code, kind, state),
  UNIQUE KEY ux_organizations_union (union_no),
  KEY ix_organizations_employed (employer_folded, kind, state),
  KEY ix_organizations_asked (parent_asked_id, parent_asked_at, id),
  KEY ix_organizations_unit (employer_folded, state, region_code),
  KEY ix_organizations_origin (origin_code, state, region_code),
  KEY ix_organizations_coded (employer_code, state, id),
  KEY ix_organizations_kind (kind, state, region_code, id),
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
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS organization_founders (
  -- A person who was asked to found an organization, and whether they signed.
  organization_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  signed_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, person_id),
  KEY ix_organization_founders_person (person_id, state),
  CONSTRAINT fk_organization_founders_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_organization_founders_state CHECK (state IN ('invited', 'signed', 'withdrawn')),
  CONSTRAINT ck_organization_founders_signed CHECK (state <> 'signed' OR signed_at IS NOT NULL)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS organization_charters (
  -- The charters of an organization, one after another; at most one is in force.
  organization_id BINARY(16) NOT NULL,
  number BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  name_and_seat VARCHAR(1500) NOT NULL,
  purpose VARCHAR(1500) NOT NULL,
  members VARCHAR(1500) NOT NULL,
  organs VARCHAR(1500) NOT NULL,
  heads VARCHAR(1500) NOT NULL,
  assets VARCHAR(1500) NOT NULL,
  amendment VARCHAR(1500) NOT NULL,
  termination VARCHAR(1500) NOT NULL,
  other_matters VARCHAR(1500) NOT NULL,
  resolved_on CHAR(10) NULL,
  due_on CHAR(10) NULL,
  written_by BINARY(16) NULL,
  decided_by BINARY(16) NULL,
  decided_at BIGINT NULL,
  decision_reason VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, number),
  CONSTRAINT ck_organization_charters_state CHECK (state IN ('draft', 'proposed', 'in_force', 'replaced', 'rejected'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS organization_names (
  -- The names that an organization had before.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  name VARCHAR(128) NOT NULL,
  name_folded VARCHAR(128) NOT NULL,
  pinyin VARCHAR(512) NOT NULL,
  initials VARCHAR(128) NOT NULL,
  used_from CHAR(10) NOT NULL,
  used_until CHAR(10) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  renamed_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_organization_names_organization (organization_id, created_at, id),
  CONSTRAINT ck_organization_names_days CHECK (used_from <= used_until)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS organization_units (
  -- A unit that is a member of an organization, and who represents it.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  name VARCHAR(60) NOT NULL,
  credit_code VARCHAR(18) NOT NULL,
  live_key VARCHAR(160) NULL,
  representative_id BINARY(16) NOT NULL,
  joined_on CHAR(10) NOT NULL,
  ended_at BIGINT NULL,
  end_reason VARCHAR(200) NOT NULL,
  recorded_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organization_units_live (live_key),
  KEY ix_organization_units_list (organization_id, created_at, id),
  KEY ix_organization_units_representative (representative_id),
  CONSTRAINT ck_organization_units_live CHECK ((live_key IS NULL) = (ended_at IS NOT NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS organization_terms (
  -- The terms of the elected organs of an organization, one an election.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  number BIGINT NOT NULL,
  elected_on CHAR(10) NOT NULL,
  ends_on CHAR(10) NOT NULL,
  note VARCHAR(500) NOT NULL,
  recorded_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organization_terms_number (organization_id, number)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS organization_reports (
  -- The yearly report that a registered organization owes, and when it was filed.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  year BIGINT NOT NULL,
  due_on CHAR(10) NOT NULL,
  final_on CHAR(10) NOT NULL,
  summary VARCHAR(2000) NOT NULL,
  filed_on CHAR(10) NULL,
  filed_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organization_reports_year (organization_id, year)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS organization_ends (
  -- How an organization ended, and where its assets and its archive went.
  organization_id BINARY(16) NOT NULL,
  cause VARCHAR(16) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  assets VARCHAR(500) NOT NULL,
  archive VARCHAR(500) NOT NULL,
  member_count BIGINT NOT NULL,
  unit_count BIGINT NOT NULL,
  ended_by BINARY(16) NULL,
  ended_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id),
  CONSTRAINT ck_organization_ends_cause CHECK (cause IN ('members', 'authority', 'date'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS announcements (
  -- What the heads of an organization announce to its members.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  author_id BINARY(16) NULL,
  state VARCHAR(16) NOT NULL,
  title VARCHAR(100) NOT NULL,
  body VARCHAR(4000) NOT NULL,
  moderation VARCHAR(16) NOT NULL DEFAULT 'pending',
  told_count BIGINT NOT NULL,
  announced_on CHAR(10) NOT NULL,
  no_of_day BIGINT NOT NULL,
  retracted_by BINARY(16) NULL,
  retracted_at BIGINT NULL,
  retract_reason VARCHAR(255) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_announcements_day (organization_id, announced_on, no_of_day),
  KEY ix_announcements_list (organization_id, created_at, id),
  CONSTRAINT ck_announcements_state CHECK (state IN ('published', 'retracted')),
  CONSTRAINT ck_announcements_moderation CHECK (moderation IN ('pending', 'passed', 'blocked'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS announcement_reads (
  -- When a member has read an announcement.
  announcement_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (announcement_id, person_id),
  KEY ix_announcement_reads_person (person_id),
  CONSTRAINT fk_announcement_reads_announcement FOREIGN KEY (announcement_id) REFERENCES announcements (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
