-- +goose Up

CREATE TABLE IF NOT EXISTS desk_sessions (
  -- For how long an officer may act at the desk in the name of a person who is present, and by whose word.
  id BINARY(16) NOT NULL,
  officer_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  region_code CHAR(12) NOT NULL,
  state VARCHAR(16) NOT NULL,
  way VARCHAR(16) NOT NULL,
  officer_key BINARY(16) NULL,
  person_key BINARY(16) NULL,
  code_tries BIGINT NOT NULL,
  confirmed_by BINARY(16) NULL,
  confirmed_at BIGINT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT NULL,
  ended_by BINARY(16) NULL,
  end_reason VARCHAR(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_desk_sessions_officer (officer_key),
  UNIQUE KEY ux_desk_sessions_person (person_key),
  KEY ix_desk_sessions_officer (officer_id, created_at, id),
  KEY ix_desk_sessions_person (person_id, created_at, id),
  KEY ix_desk_sessions_region (region_code, created_at, id),
  CONSTRAINT ck_desk_sessions_state CHECK (state IN ('waiting', 'active', 'ended')),
  CONSTRAINT ck_desk_sessions_way CHECK (way IN ('own', 'officers')),
  CONSTRAINT ck_desk_sessions_end_reason CHECK (end_reason IN ('', 'officer', 'person', 'expired', 'code', 'merged')),
  CONSTRAINT ck_desk_sessions_live CHECK (
    (state = 'ended' AND officer_key IS NULL AND person_key IS NULL)
    OR (state <> 'ended' AND officer_key IS NOT NULL AND person_key IS NOT NULL)),
  CONSTRAINT ck_desk_sessions_own CHECK (officer_id <> person_id),
  CONSTRAINT ck_desk_sessions_two CHECK (confirmed_by IS NULL OR confirmed_by <> officer_id),
  CONSTRAINT ck_desk_sessions_confirmed CHECK (state <> 'active' OR confirmed_by IS NOT NULL)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS desk_objections (
  -- A person's objection to what was done in their name at a desk, and what came of it.
  id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  region_code CHAR(12) NOT NULL,
  state VARCHAR(16) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  recorded_by BINARY(16) NULL,
  outcome VARCHAR(16) NOT NULL,
  answer VARCHAR(500) NOT NULL,
  resolved_by BINARY(16) NULL,
  resolved_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_desk_objections_session (session_id),
  KEY ix_desk_objections_region (region_code, created_at, id),
  CONSTRAINT fk_desk_objections_session FOREIGN KEY (session_id) REFERENCES desk_sessions (id),
  CONSTRAINT ck_desk_objections_state CHECK (state IN ('open', 'resolved')),
  CONSTRAINT ck_desk_objections_outcome CHECK (outcome IN ('', 'upheld', 'dismissed'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS desk_registrations (
  -- Which officer has registered a person who came to the desk without an account.
  person_id BINARY(16) NOT NULL,
  officer_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT ck_desk_registrations_own CHECK (officer_id <> person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
