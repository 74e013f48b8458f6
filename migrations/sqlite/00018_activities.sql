-- +goose Up
CREATE TABLE activities (
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
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_activities_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_activities_state CHECK (state IN ('draft','published','signup_closed','ongoing','finished','cancelled')),
  CONSTRAINT ck_activities_seats CHECK (seats_taken >= 0 AND seats_taken <= capacity AND waiting_count >= 0)
) STRICT;
CREATE INDEX ix_activities_start ON activities (starts_at, id);
CREATE INDEX ix_activities_organization ON activities (organization_id, starts_at, id);
