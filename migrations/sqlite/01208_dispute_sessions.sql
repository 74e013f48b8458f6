-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_sessions (
  -- A meeting in a case: a mediation of both sides, or an inquiry of the committee.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  place_sealed BLOB NOT NULL,
  room TEXT NOT NULL,
  by_video INTEGER NOT NULL,
  ended_at INTEGER NULL,
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_sessions_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_sessions_kind CHECK (kind IN ('mediation', 'inquiry')),
  CONSTRAINT ck_dispute_sessions_state CHECK (state IN ('planned', 'held', 'cancelled')),
  CONSTRAINT ck_dispute_sessions_ended CHECK ((state = 'planned') = (ended_at IS NULL)),
  CONSTRAINT ck_dispute_sessions_times CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_dispute_sessions_dispute ON dispute_sessions (dispute_id, starts_at, id);
