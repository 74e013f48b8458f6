-- +goose Up
CREATE TABLE union_meeting_calls (
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
  CONSTRAINT ck_union_meeting_calls_state CHECK (state IN ('open','reached','answered')),
  CONSTRAINT ck_union_meeting_calls_live CHECK (live_key IS NULL OR state <> 'answered')
) STRICT;
CREATE UNIQUE INDEX ux_union_meeting_calls_live ON union_meeting_calls (live_key);
CREATE INDEX ix_union_meeting_calls_body ON union_meeting_calls (organization_id, created_at, id);
