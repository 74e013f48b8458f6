-- +goose Up

CREATE TABLE IF NOT EXISTS party_registrations (
  -- A Party member who belongs elsewhere reports to a branch here, or the other way round.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  membership_id BINARY(16) NULL,
  home_organization_id BINARY(16) NULL,
  flow VARCHAR(8) NOT NULL,
  state VARCHAR(16) NOT NULL,
  branch_sealed VARBINARY(512) NULL,
  contact_sealed VARBINARY(1024) NULL,
  certificate_sealed VARBINARY(512) NULL,
  since CHAR(10) NOT NULL,
  live_key BINARY(16) NULL,
  decided_by BINARY(16) NULL,
  decided_at BIGINT NULL,
  decision_reason VARCHAR(200) NOT NULL,
  reminded_at BIGINT NULL,
  ended_at BIGINT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_party_registrations_live (live_key),
  KEY ix_party_registrations_person (person_id, created_at),
  KEY ix_party_registrations_organization (organization_id, state, created_at),
  KEY ix_party_registrations_membership (membership_id),
  CONSTRAINT ck_party_registrations_flow CHECK (flow IN ('in', 'out')),
  CONSTRAINT ck_party_registrations_state CHECK (state IN ('submitted', 'active', 'returned', 'ended')),
  CONSTRAINT ck_party_registrations_live CHECK ((state IN ('submitted', 'active')) = (live_key IS NOT NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS party_transfers (
  -- A request to move the formal tie with the Party to another branch.
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  membership_id BINARY(16) NOT NULL,
  from_organization_id BINARY(16) NOT NULL,
  to_organization_id BINARY(16) NULL,
  state VARCHAR(16) NOT NULL,
  name_sealed VARBINARY(512) NULL,
  note_sealed VARBINARY(1024) NULL,
  letter_sealed VARBINARY(512) NULL,
  letter_on CHAR(10) NULL,
  letter_days BIGINT NOT NULL,
  live_key BINARY(16) NULL,
  requested_by BINARY(16) NOT NULL,
  decided_by BINARY(16) NULL,
  decided_at BIGINT NULL,
  decision_reason VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_party_transfers_live (live_key),
  KEY ix_party_transfers_person (person_id, created_at),
  KEY ix_party_transfers_from (from_organization_id, created_at),
  KEY ix_party_transfers_to (to_organization_id, created_at),
  CONSTRAINT ck_party_transfers_state CHECK (state IN ('requested', 'accepted', 'refused', 'withdrawn')),
  CONSTRAINT ck_party_transfers_to CHECK (to_organization_id IS NULL OR to_organization_id <> from_organization_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS party_standings (
  -- Since when a member of a branch is activist, probationary or full member; each change is a row.
  id BINARY(16) NOT NULL,
  membership_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  standing VARCHAR(16) NOT NULL,
  since CHAR(10) NOT NULL,
  meeting_id BINARY(16) NULL,
  recorded_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_party_standings_membership (membership_id, created_at),
  KEY ix_party_standings_person (person_id, created_at),
  CONSTRAINT ck_party_standings_standing CHECK (standing IN ('full', 'probationary', 'activist')),
  CONSTRAINT ck_party_standings_own CHECK (recorded_by <> person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS meetings (
  -- A meeting of a branch; what was said is sealed.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  state VARCHAR(16) NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  place VARCHAR(100) NOT NULL,
  chair_id BINARY(16) NOT NULL,
  recorder_id BINARY(16) NOT NULL,
  agenda_sealed MEDIUMBLOB NULL,
  minutes_sealed MEDIUMBLOB NULL,
  resolution_sealed MEDIUMBLOB NULL,
  final_at BIGINT NULL,
  final_by BINARY(16) NULL,
  corrections BIGINT NOT NULL,
  created_by BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_meetings_organization (organization_id, starts_at, id),
  KEY ix_meetings_kind (organization_id, kind, state, starts_at),
  KEY ix_meetings_created (created_by),
  CONSTRAINT ck_meetings_kind CHECK (kind IN ('general_meeting', 'committee_meeting', 'group_meeting', 'party_class',
    'theme_day', 'organizational_life', 'democratic_review')),
  CONSTRAINT ck_meetings_state CHECK (state IN ('planned', 'held', 'minutes_final', 'cancelled')),
  CONSTRAINT ck_meetings_time CHECK (starts_at < ends_at),
  CONSTRAINT ck_meetings_final CHECK ((state = 'minutes_final') = (final_at IS NOT NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS meeting_attendances (
  -- A person who was called to a meeting, and whether they came.
  meeting_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  voter BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  marked_by BINARY(16) NULL,
  marked_at BIGINT NULL,
  PRIMARY KEY (meeting_id, person_id),
  KEY ix_meeting_attendances_person (person_id, meeting_id),
  CONSTRAINT ck_meeting_attendances_voter CHECK (voter IN (0, 1)),
  CONSTRAINT ck_meeting_attendances_state CHECK (state IN ('expected', 'present', 'absent', 'leave'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS meeting_corrections (
  -- What the minutes of a meeting said before each correction, sealed.
  id BINARY(16) NOT NULL,
  meeting_id BINARY(16) NOT NULL,
  no BIGINT NOT NULL,
  minutes_sealed MEDIUMBLOB NULL,
  resolution_sealed MEDIUMBLOB NULL,
  reason_sealed VARBINARY(2048) NULL,
  corrected_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_meeting_corrections (meeting_id, no),
  KEY ix_meeting_corrections_by (corrected_by),
  CONSTRAINT ck_meeting_corrections CHECK (no >= 1)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
