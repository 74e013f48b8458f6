-- +goose Up

CREATE TABLE IF NOT EXISTS activities (
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
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_activities_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_activities_kind CHECK (kind IN ('skill', 'education', 'citizenship', 'life_skills', 'work_ethic',
    'culture_sport', 'care', 'campaign')),
  CONSTRAINT ck_activities_state CHECK (state IN ('draft', 'published', 'signup_closed', 'ongoing', 'finished',
    'cancelled')),
  CONSTRAINT ck_activities_moderation CHECK (moderation IN ('pending', 'passed', 'blocked')),
  CONSTRAINT ck_activities_seats CHECK (seats_taken >= 0 AND seats_taken <= capacity AND waiting_count >= 0)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_activities_start ON activities (starts_at, id);
CREATE INDEX IF NOT EXISTS ix_activities_organization ON activities (organization_id, starts_at, id);

CREATE TABLE IF NOT EXISTS signups (
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
CREATE UNIQUE INDEX IF NOT EXISTS ux_signups_live ON signups (live_key);
CREATE UNIQUE INDEX IF NOT EXISTS ux_signups_queue ON signups (activity_id, queue_no);
CREATE INDEX IF NOT EXISTS ix_signups_list ON signups (activity_id, state, queue_no);
CREATE INDEX IF NOT EXISTS ix_signups_person ON signups (person_id, created_at, id);
