-- +goose Up

CREATE TABLE IF NOT EXISTS persons (
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
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_persons_state CHECK (state IN ('active', 'closed')),
  CONSTRAINT ck_persons_verification CHECK (verification IN ('none', 'pending', 'verified', 'rejected')),
  CONSTRAINT ck_persons_sex CHECK (sex IN (0, 1, 2)),
  CONSTRAINT ck_persons_education CHECK (education IN ('', '11', '14', '21', '31', '41', '44', '47', '61', '71', '81',
    '90'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_persons_id_number ON persons (id_number_index);
CREATE UNIQUE INDEX IF NOT EXISTS ux_persons_phone ON persons (phone_index);
CREATE INDEX IF NOT EXISTS ix_persons_region ON persons (region_code, verification, id);
CREATE UNIQUE INDEX IF NOT EXISTS ux_persons_id_number_alt ON persons (id_number_index_alt);
CREATE UNIQUE INDEX IF NOT EXISTS ux_persons_phone_alt ON persons (phone_index_alt);
CREATE INDEX IF NOT EXISTS ix_persons_verification ON persons (verification, region_code);

CREATE TABLE IF NOT EXISTS wechat_identities (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_wechat_identities_open ON wechat_identities (app_id, open_id);
CREATE INDEX IF NOT EXISTS ix_wechat_identities_person ON wechat_identities (person_id);

CREATE TABLE IF NOT EXISTS sessions (
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
  revoke_reason TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_sessions_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_sessions_revoke_reason CHECK (revoke_reason IN ('', 'logout', 'revoked', 'reuse', 'limit', 'closed'))
) STRICT;
CREATE INDEX IF NOT EXISTS ix_sessions_person ON sessions (person_id, created_at);
CREATE INDEX IF NOT EXISTS ix_sessions_expires ON sessions (expires_at);

CREATE TABLE IF NOT EXISTS refresh_tokens (
  -- The refresh tokens of a session, by their hashes only.
  hash BLOB NOT NULL,
  session_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER NULL,
  PRIMARY KEY (hash),
  CONSTRAINT fk_refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX IF NOT EXISTS ix_refresh_tokens_expires ON refresh_tokens (expires_at);

CREATE TABLE IF NOT EXISTS role_grants (
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
  created_at INTEGER NOT NULL,
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_role_grants_live ON role_grants (live_key);
CREATE INDEX IF NOT EXISTS ix_role_grants_person ON role_grants (person_id);
CREATE INDEX IF NOT EXISTS ix_role_grants_region ON role_grants (region_code, role);
CREATE INDEX IF NOT EXISTS ix_role_grants_organization ON role_grants (organization_id, role);
CREATE INDEX IF NOT EXISTS ix_role_grants_committee ON role_grants (committee_id, role);
CREATE INDEX IF NOT EXISTS ix_role_grants_delegated ON role_grants (delegated_from);
CREATE INDEX IF NOT EXISTS ix_role_grants_ends ON role_grants (ends_at);

CREATE TABLE IF NOT EXISTS role_offers (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_role_offers_live ON role_offers (live_key);
CREATE INDEX IF NOT EXISTS ix_role_offers_person ON role_offers (person_id, state);
CREATE INDEX IF NOT EXISTS ix_role_offers_region ON role_offers (region_code, state);
CREATE INDEX IF NOT EXISTS ix_role_offers_delegated ON role_offers (delegated_from);

CREATE TABLE IF NOT EXISTS role_hand_overs (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_role_hand_overs_live ON role_hand_overs (live_key);
CREATE INDEX IF NOT EXISTS ix_role_hand_overs_grant ON role_hand_overs (grant_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_role_hand_overs_person ON role_hand_overs (person_id, created_at);
CREATE INDEX IF NOT EXISTS ix_role_hand_overs_successor ON role_hand_overs (successor_id, created_at);

CREATE TABLE IF NOT EXISTS approvals (
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
    'member_export')),
  CONSTRAINT ck_approvals_two CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_approvals_subject ON approvals (kind, subject_id);
