-- +goose Up

CREATE TABLE IF NOT EXISTS persons (
  -- One row for each human with an account; names, numbers and phones are sealed.
  id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  nickname VARCHAR(64) NOT NULL,
  nickname_folded VARCHAR(64) NOT NULL DEFAULT '',
  nickname_pinyin VARCHAR(160) NOT NULL DEFAULT '',
  nickname_initials VARCHAR(64) NOT NULL DEFAULT '',
  verification VARCHAR(16) NOT NULL,
  verification_reason VARCHAR(255) NOT NULL,
  name_sealed VARBINARY(512) NULL,
  id_number_sealed VARBINARY(256) NULL,
  id_number_index BINARY(32) NULL,
  id_number_index_alt BINARY(32) NULL,
  phone_sealed VARBINARY(256) NULL,
  phone_index BINARY(32) NULL,
  phone_index_alt BINARY(32) NULL,
  birth_day CHAR(10) NULL,
  sex TINYINT NOT NULL,
  education VARCHAR(2) NOT NULL,
  employment VARCHAR(16) NOT NULL,
  origin_code CHAR(12) NULL,
  region_code CHAR(12) NULL,
  insured TINYINT NULL,
  claimed_at BIGINT NULL,
  merged_into BINARY(16) NULL,
  epoch BIGINT NOT NULL,
  suggestions_off_at BIGINT NULL,
  posting_banned_until BIGINT NULL,
  account_banned_until BIGINT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_persons_id_number (id_number_index),
  UNIQUE KEY ux_persons_phone (phone_index),
  KEY ix_persons_region (region_code, verification, id),
  UNIQUE KEY ux_persons_id_number_alt (id_number_index_alt),
  UNIQUE KEY ux_persons_phone_alt (phone_index_alt),
  KEY ix_persons_verification (verification, region_code),
  CONSTRAINT ck_persons_state CHECK (state IN ('active', 'closed')),
  CONSTRAINT ck_persons_verification CHECK (verification IN ('none', 'pending', 'verified', 'rejected')),
  CONSTRAINT ck_persons_sex CHECK (sex IN (0, 1, 2)),
  CONSTRAINT ck_persons_education CHECK (education IN ('', '11', '14', '21', '31', '41', '44', '47', '61', '71', '81',
    '90'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS wechat_identities (
  -- By which WeChat account of which mini-program a person signs in.
  id BINARY(16) NOT NULL,
  app_id VARCHAR(64) NOT NULL,
  open_id VARCHAR(64) NOT NULL,
  union_id VARCHAR(64) NULL,
  person_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_wechat_identities_open (app_id, open_id),
  KEY ix_wechat_identities_person (person_id),
  CONSTRAINT fk_wechat_identities_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS sessions (
  -- One sign-in on one device; every access token names its row.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  identity_id BINARY(16) NULL,
  epoch BIGINT NOT NULL,
  device VARCHAR(64) NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT NULL,
  revoke_reason VARCHAR(32) NOT NULL,
  PRIMARY KEY (id),
  KEY ix_sessions_person (person_id, created_at),
  KEY ix_sessions_expires (expires_at),
  CONSTRAINT fk_sessions_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_sessions_revoke_reason CHECK (revoke_reason IN ('', 'logout', 'revoked', 'reuse', 'limit', 'closed'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS refresh_tokens (
  -- The refresh tokens of a session, by their hashes only.
  hash BINARY(32) NOT NULL,
  session_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT NULL,
  PRIMARY KEY (hash),
  KEY ix_refresh_tokens_session (session_id),
  KEY ix_refresh_tokens_expires (expires_at),
  CONSTRAINT fk_refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS role_grants (
  -- A role that a person holds for a time, over a division, in an organization or in a committee.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  role VARCHAR(32) NOT NULL,
  post VARCHAR(30) NOT NULL DEFAULT '',
  scope_kind VARCHAR(16) NOT NULL,
  region_code CHAR(12) NULL,
  organization_id BINARY(16) NULL,
  committee_id BINARY(16) NULL,
  live_key VARCHAR(128) NULL,
  delegated_from BINARY(16) NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  warned_days SMALLINT NOT NULL DEFAULT 0,
  ended_at BIGINT NULL,
  ended_by BINARY(16) NULL,
  end_reason VARCHAR(200) NOT NULL DEFAULT '',
  granted_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_role_grants_live (live_key),
  KEY ix_role_grants_person (person_id),
  KEY ix_role_grants_region (region_code, role),
  KEY ix_role_grants_organization (organization_id, role),
  KEY ix_role_grants_committee (committee_id, role),
  KEY ix_role_grants_delegated (delegated_from),
  KEY ix_role_grants_ends (ends_at),
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
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS role_offers (
  -- A role over a division on its way: proposed, offered, and answered by the person.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  role VARCHAR(32) NOT NULL,
  region_code CHAR(12) NOT NULL,
  delegated_from BINARY(16) NULL,
  renews BINARY(16) NULL,
  starts_at BIGINT NULL,
  ends_on CHAR(10) NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key VARCHAR(128) NULL,
  offered_by BINARY(16) NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_role_offers_live (live_key),
  KEY ix_role_offers_person (person_id, state),
  KEY ix_role_offers_region (region_code, state),
  KEY ix_role_offers_delegated (delegated_from),
  CONSTRAINT fk_role_offers_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_role_offers_role CHECK (role IN ('platform_admin', 'region_admin', 'officer', 'auditor', 'chair',
    'vice_chair', 'secretary_general', 'director', 'secretary', 'union_chair', 'organizer', 'supervisor',
    'committee_head', 'mediator')),
  CONSTRAINT ck_role_offers_state CHECK (state IN ('proposed', 'offered', 'accepted', 'declined', 'withdrawn',
    'expired')),
  CONSTRAINT ck_role_offers_live CHECK (live_key IS NULL OR state IN ('proposed', 'offered')),
  CONSTRAINT ck_role_offers_own CHECK (offered_by <> person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS role_hand_overs (
  -- The holder of a role passes the open work on to a successor; no right changes hands by it.
  id BINARY(16) NOT NULL,
  grant_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  successor_id BINARY(16) NOT NULL,
  asked_by BINARY(16) NOT NULL,
  note VARCHAR(200) NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key VARCHAR(40) NULL,
  counts VARCHAR(500) NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_role_hand_overs_live (live_key),
  KEY ix_role_hand_overs_grant (grant_id, created_at, id),
  KEY ix_role_hand_overs_person (person_id, created_at),
  KEY ix_role_hand_overs_successor (successor_id, created_at),
  CONSTRAINT ck_role_hand_overs_state CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
  CONSTRAINT ck_role_hand_overs_live CHECK (live_key IS NULL OR state = 'open'),
  CONSTRAINT ck_role_hand_overs_two CHECK (person_id <> successor_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS approvals (
  -- The two signatures under a dangerous act: one person proposes, another approves.
  id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  proposed_by BINARY(16) NOT NULL,
  approved_by BINARY(16) NULL,
  approved_at BIGINT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_approvals_subject (kind, subject_id),
  CONSTRAINT ck_approvals_kind CHECK (kind IN ('platform_admin', 'staff_merge', 'identity_disclosure',
    'member_export')),
  CONSTRAINT ck_approvals_two CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
