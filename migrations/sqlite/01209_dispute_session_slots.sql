-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_session_slots (
  -- The quarters of an hour that a planned session takes of a person, or of a room.
  holder_id BLOB NOT NULL,
  slot INTEGER NOT NULL,
  session_id BLOB NOT NULL,
  PRIMARY KEY (holder_id, slot),
  CONSTRAINT fk_dispute_session_slots_session FOREIGN KEY (session_id) REFERENCES dispute_sessions (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_dispute_session_slots_session ON dispute_session_slots (session_id);
