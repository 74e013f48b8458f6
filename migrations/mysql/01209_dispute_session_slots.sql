-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_session_slots (
  -- The quarters of an hour that a planned session takes of a person, or of a room.
  holder_id BINARY(16) NOT NULL,
  slot BIGINT NOT NULL,
  session_id BINARY(16) NOT NULL,
  PRIMARY KEY (holder_id, slot),
  KEY ix_dispute_session_slots_session (session_id),
  CONSTRAINT fk_dispute_session_slots_session FOREIGN KEY (session_id) REFERENCES dispute_sessions (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
