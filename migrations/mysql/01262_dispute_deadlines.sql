-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_deadlines (
  -- One term of a case: what starts it, its last day at first and now. Open while ended_at is NULL.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  item_id BINARY(16) NULL,
  event_on CHAR(10) NOT NULL,
  starts_on CHAR(10) NOT NULL,
  said_on CHAR(10) NULL,
  due_on CHAR(10) NOT NULL,
  first_due_on CHAR(10) NOT NULL,
  paused_on CHAR(10) NULL,
  met_at BIGINT NULL,
  ended_at BIGINT NULL,
  live_key VARCHAR(128) NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_deadlines_live (live_key),
  KEY ix_dispute_deadlines_dispute (dispute_id, ended_at),
  KEY ix_dispute_deadlines_open (ended_at, dispute_id),
  CONSTRAINT fk_dispute_deadlines_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_deadlines_kind CHECK (kind IN ('acceptance', 'mediation', 'labour', 'confirmation',
    'performance', 'arbitration_limit', 'reply_to_sender')),
  CONSTRAINT ck_dispute_deadlines_later CHECK (due_on >= first_due_on),
  CONSTRAINT ck_dispute_deadlines_open CHECK ((ended_at IS NULL) = (live_key IS NOT NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
