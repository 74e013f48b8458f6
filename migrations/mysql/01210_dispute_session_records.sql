-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_session_records (
  -- What a session was, sealed; id is that of the session, which has one record.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  record_sealed MEDIUMBLOB NOT NULL,
  recorded_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_dispute_session_records_dispute (dispute_id),
  CONSTRAINT fk_dispute_session_records_session FOREIGN KEY (id) REFERENCES dispute_sessions (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
