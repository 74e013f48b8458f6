-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_deadline_moves (
  -- Each change of the last day of a term, with the day before.
  id BLOB NOT NULL,
  deadline_id BLOB NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  why TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_deadline_moves_deadline FOREIGN KEY (deadline_id) REFERENCES dispute_deadlines (id),
  CONSTRAINT ck_dispute_deadline_moves_why CHECK (why IN ('calendar', 'extension', 'pause')),
  CONSTRAINT ck_dispute_deadline_moves_later CHECK (to_on > from_on)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_dispute_deadline_moves_deadline ON dispute_deadline_moves (deadline_id, id);
