-- +goose Up
CREATE TABLE dispute_events (
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  seq BIGINT NOT NULL,
  kind VARCHAR(32) NOT NULL,
  actor_id BINARY(16) NULL,
  audience VARCHAR(16) NOT NULL,
  note_sealed BLOB NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_events_seq (dispute_id, seq),
  CONSTRAINT fk_dispute_events_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_events_audience CHECK (audience IN ('parties','committee'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
