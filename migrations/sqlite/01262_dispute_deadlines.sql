-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_deadlines (
  -- One term of a case: what starts it, its last day at first and now. Open while ended_at is NULL.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  item_id BLOB NULL,
  event_on TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  said_on TEXT NULL,
  due_on TEXT NOT NULL,
  first_due_on TEXT NOT NULL,
  paused_on TEXT NULL,
  met_at INTEGER NULL,
  ended_at INTEGER NULL,
  live_key TEXT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_deadlines_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_deadlines_kind CHECK (kind IN ('acceptance', 'mediation', 'labour', 'confirmation',
    'performance', 'arbitration_limit', 'reply_to_sender')),
  CONSTRAINT ck_dispute_deadlines_later CHECK (due_on >= first_due_on),
  CONSTRAINT ck_dispute_deadlines_open CHECK ((ended_at IS NULL) = (live_key IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_deadlines_live ON dispute_deadlines (live_key);
CREATE INDEX IF NOT EXISTS ix_dispute_deadlines_dispute ON dispute_deadlines (dispute_id, ended_at);
CREATE INDEX IF NOT EXISTS ix_dispute_deadlines_open ON dispute_deadlines (ended_at, dispute_id);
