-- +goose Up

CREATE TABLE IF NOT EXISTS party_registrations (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_party_registrations_live ON party_registrations (live_key);
CREATE INDEX IF NOT EXISTS ix_party_registrations_person ON party_registrations (person_id, created_at);
CREATE INDEX IF NOT EXISTS ix_party_registrations_organization
  ON party_registrations (organization_id, state, created_at);
CREATE INDEX IF NOT EXISTS ix_party_registrations_membership ON party_registrations (membership_id);

CREATE TABLE IF NOT EXISTS party_transfers (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_party_transfers_live ON party_transfers (live_key);
CREATE INDEX IF NOT EXISTS ix_party_transfers_person ON party_transfers (person_id, created_at);
CREATE INDEX IF NOT EXISTS ix_party_transfers_from ON party_transfers (from_organization_id, created_at);
CREATE INDEX IF NOT EXISTS ix_party_transfers_to ON party_transfers (to_organization_id, created_at);

CREATE TABLE IF NOT EXISTS party_standings (
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
CREATE INDEX IF NOT EXISTS ix_party_standings_membership ON party_standings (membership_id, created_at);
CREATE INDEX IF NOT EXISTS ix_party_standings_person ON party_standings (person_id, created_at);

CREATE TABLE IF NOT EXISTS meetings (
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
CREATE INDEX IF NOT EXISTS ix_meetings_organization ON meetings (organization_id, starts_at, id);
CREATE INDEX IF NOT EXISTS ix_meetings_kind ON meetings (organization_id, kind, state, starts_at);
CREATE INDEX IF NOT EXISTS ix_meetings_created ON meetings (created_by);

CREATE TABLE IF NOT EXISTS meeting_attendances (
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
CREATE INDEX IF NOT EXISTS ix_meeting_attendances_person ON meeting_attendances (person_id, meeting_id);

CREATE TABLE IF NOT EXISTS meeting_corrections (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_meeting_corrections ON meeting_corrections (meeting_id, no);
CREATE INDEX IF NOT EXISTS ix_meeting_corrections_by ON meeting_corrections (corrected_by);
