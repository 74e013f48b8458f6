-- +goose Up
CREATE TABLE desk_sessions (
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
  CONSTRAINT ck_desk_sessions_state CHECK (state IN ('waiting','active','ended')),
  CONSTRAINT ck_desk_sessions_way CHECK (way IN ('own','officers')),
  CONSTRAINT ck_desk_sessions_reason CHECK (end_reason IN ('','officer','person','expired','code','merged')),
  CONSTRAINT ck_desk_sessions_live CHECK ((state = 'ended' AND officer_key IS NULL AND person_key IS NULL) OR (state <> 'ended' AND officer_key IS NOT NULL AND person_key IS NOT NULL)),
  CONSTRAINT ck_desk_sessions_own CHECK (officer_id <> person_id),
  CONSTRAINT ck_desk_sessions_two CHECK (confirmed_by IS NULL OR confirmed_by <> officer_id),
  CONSTRAINT ck_desk_sessions_confirmed CHECK (state <> 'active' OR confirmed_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_desk_sessions_officer ON desk_sessions (officer_key);
CREATE UNIQUE INDEX ux_desk_sessions_person ON desk_sessions (person_key);
CREATE INDEX ix_desk_sessions_officer ON desk_sessions (officer_id, created_at, id);
CREATE INDEX ix_desk_sessions_person ON desk_sessions (person_id, created_at, id);
CREATE INDEX ix_desk_sessions_region ON desk_sessions (region_code, created_at, id);
