-- +goose Up

CREATE TABLE IF NOT EXISTS moderation_cases (
  -- What was complained about, as it was then, with the decision and the appeal.
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
  CONSTRAINT ck_moderation_cases_target_kind CHECK (target_kind IN ('organization', 'activity', 'poll', 'person',
    'announcement')),
  CONSTRAINT ck_moderation_cases_state CHECK (state IN ('open', 'passed', 'removed', 'appealed', 'upheld',
    'overturned')),
  CONSTRAINT ck_moderation_cases_live CHECK (live_key IS NULL OR state = 'open'),
  CONSTRAINT ck_moderation_cases_own CHECK (author_id IS NULL OR decided_by IS NULL OR author_id <> decided_by),
  CONSTRAINT ck_moderation_cases_two CHECK (reviewed_by IS NULL OR reviewed_by <> decided_by)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_moderation_cases_live ON moderation_cases (live_key);
CREATE INDEX IF NOT EXISTS ix_moderation_cases_queue ON moderation_cases (state, report_count, id);
CREATE INDEX IF NOT EXISTS ix_moderation_cases_author ON moderation_cases (author_id, created_at, id);

CREATE TABLE IF NOT EXISTS reports (
  -- One complaint of one person about what a case is about.
  id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  reporter_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  words_sealed BLOB NULL,
  reported_on TEXT NOT NULL,
  no_of_day INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_reports_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id),
  CONSTRAINT ck_reports_reason CHECK (reason IN ('illegal', 'violence', 'minors', 'fraud', 'vulgar', 'abuse',
    'privacy', 'impersonation', 'advertising', 'other'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_reports_once ON reports (case_id, reporter_id);
CREATE UNIQUE INDEX IF NOT EXISTS ux_reports_day ON reports (reporter_id, reported_on, no_of_day);

CREATE TABLE IF NOT EXISTS bans (
  -- What a person must not do for a time because of a case; the sealed number finds who comes back.
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  scope TEXT NOT NULL,
  reason TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  imposed_by BLOB NOT NULL,
  lifted_at INTEGER NULL,
  lifted_by BLOB NULL,
  lift_reason TEXT NOT NULL,
  carried_from BLOB NULL,
  id_number_sealed BLOB NULL,
  id_number_index BLOB NULL,
  id_number_index_alt BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_bans_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id),
  CONSTRAINT ck_bans_scope CHECK (scope IN ('posting', 'account')),
  CONSTRAINT ck_bans_term CHECK (ends_at > starts_at),
  CONSTRAINT ck_bans_own CHECK (imposed_by <> person_id)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_bans_carried ON bans (carried_from);
CREATE INDEX IF NOT EXISTS ix_bans_person ON bans (person_id, ends_at);
CREATE INDEX IF NOT EXISTS ix_bans_case ON bans (case_id);
CREATE INDEX IF NOT EXISTS ix_bans_id_number ON bans (id_number_index);
CREATE INDEX IF NOT EXISTS ix_bans_id_number_alt ON bans (id_number_index_alt);
