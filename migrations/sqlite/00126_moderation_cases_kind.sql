-- +goose Up
-- A CHECK cannot be changed here, so that the table is made anew; what refers to
-- it is looked at when the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE moderation_cases_before AS SELECT * FROM moderation_cases;
DROP TABLE moderation_cases;
CREATE TABLE moderation_cases (
  id BLOB NOT NULL,
  target_kind TEXT NOT NULL,
  target_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  organization_id BLOB NULL,
  author_id BLOB NULL,
  snapshot TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  report_count INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  desk_code TEXT NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decided_level INTEGER NOT NULL,
  decision_reason TEXT NOT NULL,
  appealed_at INTEGER NULL,
  appeal_sealed BLOB NULL,
  reviewed_by BLOB NULL,
  reviewed_at INTEGER NULL,
  review_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_moderation_cases_kind CHECK (target_kind IN ('organization','activity','poll','person','announcement')),
  CONSTRAINT ck_moderation_cases_state CHECK (state IN ('open','passed','removed','appealed','upheld','overturned')),
  CONSTRAINT ck_moderation_cases_live CHECK (live_key IS NULL OR state = 'open'),
  CONSTRAINT ck_moderation_cases_own CHECK (author_id IS NULL OR decided_by IS NULL OR author_id <> decided_by),
  CONSTRAINT ck_moderation_cases_two CHECK (reviewed_by IS NULL OR reviewed_by <> decided_by)
) STRICT;
INSERT INTO moderation_cases SELECT * FROM moderation_cases_before;
DROP TABLE moderation_cases_before;
CREATE UNIQUE INDEX ux_moderation_cases_live ON moderation_cases (live_key);
CREATE INDEX ix_moderation_cases_queue ON moderation_cases (state, report_count, id);
CREATE INDEX ix_moderation_cases_author ON moderation_cases (author_id, created_at, id);
