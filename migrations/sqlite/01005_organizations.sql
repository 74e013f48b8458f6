-- +goose Up

CREATE TABLE IF NOT EXISTS organizations (
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
  updated_at INTEGER NOT NULL,
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_organizations_name ON organizations (region_code, name);
CREATE INDEX IF NOT EXISTS ix_organizations_place ON organizations (state, region_code, id);
CREATE UNIQUE INDEX IF NOT EXISTS ux_organizations_credit ON organizations (credit_code);
CREATE INDEX IF NOT EXISTS ix_organizations_parent ON organizations (parent_id, state, id);
CREATE INDEX IF NOT EXISTS ix_organizations_employer ON organizations (employer_code, kind, state);
CREATE UNIQUE INDEX IF NOT EXISTS ux_organizations_union ON organizations (union_no);
CREATE INDEX IF NOT EXISTS ix_organizations_employed ON organizations (employer_folded, kind, state);
CREATE INDEX IF NOT EXISTS ix_organizations_asked ON organizations (parent_asked_id, parent_asked_at, id);
CREATE INDEX IF NOT EXISTS ix_organizations_unit ON organizations (employer_folded, state, region_code);
CREATE INDEX IF NOT EXISTS ix_organizations_origin ON organizations (origin_code, state, region_code);
CREATE INDEX IF NOT EXISTS ix_organizations_coded ON organizations (employer_code, state, id);
CREATE INDEX IF NOT EXISTS ix_organizations_kind ON organizations (kind, state, region_code, id);

CREATE TABLE IF NOT EXISTS organization_founders (
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
CREATE INDEX IF NOT EXISTS ix_organization_founders_person ON organization_founders (person_id, state);

CREATE TABLE IF NOT EXISTS organization_charters (
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

CREATE TABLE IF NOT EXISTS organization_names (
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
CREATE INDEX IF NOT EXISTS ix_organization_names_organization ON organization_names (organization_id, created_at, id);

CREATE TABLE IF NOT EXISTS organization_units (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_organization_units_live ON organization_units (live_key);
CREATE INDEX IF NOT EXISTS ix_organization_units_list ON organization_units (organization_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_organization_units_representative ON organization_units (representative_id);

CREATE TABLE IF NOT EXISTS organization_terms (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_organization_terms_number ON organization_terms (organization_id, number);

CREATE TABLE IF NOT EXISTS organization_reports (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_organization_reports_year ON organization_reports (organization_id, year);

CREATE TABLE IF NOT EXISTS organization_ends (
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

CREATE TABLE IF NOT EXISTS announcements (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_announcements_day ON announcements (organization_id, announced_on, no_of_day);
CREATE INDEX IF NOT EXISTS ix_announcements_list ON announcements (organization_id, created_at, id);

CREATE TABLE IF NOT EXISTS announcement_reads (
  -- When a member has read an announcement.
  announcement_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (announcement_id, person_id),
  CONSTRAINT fk_announcement_reads_announcement FOREIGN KEY (announcement_id) REFERENCES announcements (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_announcement_reads_person ON announcement_reads (person_id);
