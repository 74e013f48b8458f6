-- +goose Up

CREATE TABLE IF NOT EXISTS union_forms (
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
CREATE INDEX IF NOT EXISTS ix_union_forms_person ON union_forms (person_id, created_at);

CREATE TABLE IF NOT EXISTS union_transfers (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_union_transfers_live ON union_transfers (live_key);
CREATE INDEX IF NOT EXISTS ix_union_transfers_to ON union_transfers (to_id, state, created_at, id);
CREATE INDEX IF NOT EXISTS ix_union_transfers_person ON union_transfers (person_id, created_at, id);

CREATE TABLE IF NOT EXISTS union_offers (
  -- A person who said no to the offer of joining a union, and when; they are not asked again for a while.
  person_id BLOB NOT NULL,
  declined_at INTEGER NOT NULL,
  PRIMARY KEY (person_id)
) STRICT;

CREATE TABLE IF NOT EXISTS union_appraisals (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_union_appraisals_year ON union_appraisals (organization_id, year);

CREATE TABLE IF NOT EXISTS union_meeting_calls (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_union_meeting_calls_live ON union_meeting_calls (live_key);
CREATE INDEX IF NOT EXISTS ix_union_meeting_calls_body ON union_meeting_calls (organization_id, created_at, id);

CREATE TABLE IF NOT EXISTS union_meeting_signatures (
  -- A member's signature under such a call.
  call_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (call_id, person_id)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_union_meeting_signatures_person ON union_meeting_signatures (person_id, created_at);
