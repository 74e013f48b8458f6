-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_session_records (
  -- What a session was, sealed; id is that of the session, which has one record.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  record_sealed BLOB NOT NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_session_records_session FOREIGN KEY (id) REFERENCES dispute_sessions (id)
) STRICT;
CREATE INDEX IF NOT EXISTS ix_dispute_session_records_dispute ON dispute_session_records (dispute_id);
