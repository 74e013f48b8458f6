-- +goose Up

CREATE TABLE IF NOT EXISTS activities (
  -- A course, a fair, a visit: what an organization invites people to, with its seats.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  title VARCHAR(128) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  region_code CHAR(12) NOT NULL,
  place VARCHAR(128) NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  signup_opens_at BIGINT NOT NULL,
  signup_closes_at BIGINT NOT NULL,
  capacity BIGINT NOT NULL,
  seats_taken BIGINT NOT NULL,
  waiting_count BIGINT NOT NULL,
  next_queue_no BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  moderation VARCHAR(16) NOT NULL DEFAULT 'pending',
  created_by BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_activities_start (starts_at, id),
  KEY ix_activities_organization (organization_id, starts_at, id),
  CONSTRAINT fk_activities_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_activities_kind CHECK (kind IN ('skill', 'education', 'citizenship', 'life_skills', 'work_ethic',
    'culture_sport', 'care', 'campaign')),
  CONSTRAINT ck_activities_state CHECK (state IN ('draft', 'published', 'signup_closed', 'ongoing', 'finished',
    'cancelled')),
  CONSTRAINT ck_activities_moderation CHECK (moderation IN ('pending', 'passed', 'blocked')),
  CONSTRAINT ck_activities_seats CHECK (seats_taken >= 0 AND seats_taken <= capacity AND waiting_count >= 0)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS signups (
  -- A person's place at an activity, or in its queue.
  id BINARY(16) NOT NULL,
  activity_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  queue_no BIGINT NOT NULL,
  live_key BINARY(32) NULL,
  note VARCHAR(255) NOT NULL,
  offer_expires_at BIGINT NULL,
  ended_at BIGINT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_signups_live (live_key),
  UNIQUE KEY ux_signups_queue (activity_id, queue_no),
  KEY ix_signups_list (activity_id, state, queue_no),
  KEY ix_signups_person (person_id, created_at, id),
  CONSTRAINT ck_signups_state CHECK (state IN ('registered', 'waiting', 'offered', 'expired', 'declined', 'cancelled',
    'checked_in', 'no_show'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
