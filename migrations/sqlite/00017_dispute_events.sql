-- +goose Up
CREATE TABLE dispute_events (
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id BLOB NULL,
  audience TEXT NOT NULL,
  note_sealed BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_events_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_events_audience CHECK (audience IN ('parties','committee'))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_events_seq ON dispute_events (dispute_id, seq);
