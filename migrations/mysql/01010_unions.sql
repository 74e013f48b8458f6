-- +goose Up

CREATE TABLE IF NOT EXISTS union_forms (
  -- The form of an application to a union; the id is the membership's.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  channel VARCHAR(16) NOT NULL,
  employment VARCHAR(16) NOT NULL,
  work_kind VARCHAR(16) NOT NULL,
  employer_name VARCHAR(200) NOT NULL,
  employer_code VARCHAR(32) NOT NULL,
  started_on CHAR(10) NULL,
  statement_sealed VARBINARY(4096) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_union_forms_person (person_id, created_at),
  CONSTRAINT ck_union_forms_channel CHECK (channel IN ('registration', 'hotline', 'self')),
  CONSTRAINT ck_union_forms_employment CHECK (employment IN ('contract', 'gig'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS union_transfers (
  -- A request of a union member to move to another union.
  id BINARY(16) NOT NULL,
  membership_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  from_id BINARY(16) NOT NULL,
  to_id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key BINARY(16) NULL,
  new_membership_id BINARY(16) NULL,
  reason VARCHAR(200) NOT NULL,
  decided_by BINARY(16) NULL,
  decided_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_union_transfers_live (live_key),
  KEY ix_union_transfers_to (to_id, state, created_at, id),
  KEY ix_union_transfers_person (person_id, created_at, id),
  CONSTRAINT ck_union_transfers_state CHECK (state IN ('asked', 'accepted', 'refused', 'withdrawn')),
  CONSTRAINT ck_union_transfers_live CHECK (live_key IS NULL OR state = 'asked'),
  CONSTRAINT ck_union_transfers_two CHECK (from_id <> to_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS union_offers (
  -- A person who said no to the offer of joining a union, and when; they are not asked again for a while.
  person_id BINARY(16) NOT NULL,
  declined_at BIGINT NOT NULL,
  PRIMARY KEY (person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS union_appraisals (
  -- The yearly votes of the members on their union and on its chair.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  year BIGINT NOT NULL,
  home_poll_id BINARY(16) NOT NULL,
  chair_poll_id BINARY(16) NOT NULL,
  created_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_union_appraisals_year (organization_id, year)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS union_meeting_calls (
  -- A call of members for a meeting of their union, and what the committee answered.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  purpose VARCHAR(300) NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key BINARY(16) NULL,
  signature_count BIGINT NOT NULL,
  needed_count BIGINT NOT NULL,
  reached_at BIGINT NULL,
  due_at BIGINT NULL,
  meets_on CHAR(10) NULL,
  answer VARCHAR(300) NOT NULL,
  answered_by BINARY(16) NULL,
  answered_at BIGINT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_union_meeting_calls_live (live_key),
  KEY ix_union_meeting_calls_body (organization_id, created_at, id),
  CONSTRAINT ck_union_meeting_calls_state CHECK (state IN ('open', 'reached', 'answered')),
  CONSTRAINT ck_union_meeting_calls_live CHECK (live_key IS NULL OR state <> 'answered')
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS union_meeting_signatures (
  -- A member's signature under such a call.
  call_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (call_id, person_id),
  KEY ix_union_meeting_signatures_person (person_id, created_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
