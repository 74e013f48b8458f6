-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_sessions (
  -- A meeting in a case: a mediation of both sides, or an inquiry of the committee.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  place_sealed VARBINARY(1024) NOT NULL,
  room VARCHAR(50) NOT NULL,
  by_video TINYINT NOT NULL,
  ended_at BIGINT NULL,
  created_by BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_dispute_sessions_dispute (dispute_id, starts_at, id),
  CONSTRAINT fk_dispute_sessions_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_sessions_kind CHECK (kind IN ('mediation', 'inquiry')),
  CONSTRAINT ck_dispute_sessions_state CHECK (state IN ('planned', 'held', 'cancelled')),
  CONSTRAINT ck_dispute_sessions_ended CHECK ((state = 'planned') = (ended_at IS NULL)),
  CONSTRAINT ck_dispute_sessions_times CHECK (ends_at > starts_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
