-- +goose Up

CREATE TABLE IF NOT EXISTS desk_sessions (
  -- For how long an officer may act at the desk in the name of a person who is present, and by whose word.
  id BLOB NOT NULL,
  officer_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  way TEXT NOT NULL,
  officer_key BLOB NULL,
  person_key BLOB NULL,
  code_tries INTEGER NOT NULL,
  confirmed_by BLOB NULL,
  confirmed_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  ended_by BLOB NULL,
  end_reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_desk_sessions_state CHECK (state IN ('waiting', 'active', 'ended')),
  CONSTRAINT ck_desk_sessions_way CHECK (way IN ('own', 'officers')),
  CONSTRAINT ck_desk_sessions_end_reason CHECK (end_reason IN ('', 'officer', 'person', 'expired', 'code', 'merged')),
  CONSTRAINT ck_desk_sessions_live CHECK (
    (state = 'ended' AND officer_key IS NULL AND person_key IS NULL)
    OR (state <> 'ended' AND officer_key IS NOT NULL AND person_key IS NOT NULL)),
  CONSTRAINT ck_desk_sessions_own CHECK (officer_id <> person_id),
  CONSTRAINT ck_desk_sessions_two CHECK (confirmed_by IS NULL OR confirmed_by <> officer_id),
  CONSTRAINT ck_desk_sessions_confirmed CHECK (state <> 'active' OR confirmed_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_desk_sessions_officer ON desk_sessions (officer_key);
CREATE UNIQUE INDEX IF NOT EXISTS ux_desk_sessions_person ON desk_sessions (person_key);
CREATE INDEX IF NOT EXISTS ix_desk_sessions_officer ON desk_sessions (officer_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_desk_sessions_person ON desk_sessions (person_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_desk_sessions_region ON desk_sessions (region_code, created_at, id);

CREATE TABLE IF NOT EXISTS desk_objections (
  -- A person's objection to what was done in their name at a desk, and what came of it.
  id BLOB NOT NULL,
  session_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by BLOB NULL,
  outcome TEXT NOT NULL,
  answer TEXT NOT NULL,
  resolved_by BLOB NULL,
  resolved_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_desk_objections_session FOREIGN KEY (session_id) REFERENCES desk_sessions (id),
  CONSTRAINT ck_desk_objections_state CHECK (state IN ('open', 'resolved')),
  CONSTRAINT ck_desk_objections_outcome CHECK (outcome IN ('', 'upheld', 'dismissed'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_desk_objections_session ON desk_objections (session_id);
CREATE INDEX IF NOT EXISTS ix_desk_objections_region ON desk_objections (region_code, created_at, id);

CREATE TABLE IF NOT EXISTS desk_registrations (
  -- Which officer has registered a person who came to the desk without an account.
  person_id BLOB NOT NULL,
  officer_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT ck_desk_registrations_own CHECK (officer_id <> person_id)
) STRICT;
