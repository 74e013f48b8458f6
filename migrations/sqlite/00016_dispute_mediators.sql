-- +goose Up
CREATE TABLE dispute_mediators (
  dispute_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  is_lead INTEGER NOT NULL,
  assigned_by BLOB NOT NULL,
  assigned_at INTEGER NOT NULL,
  taken_at INTEGER NULL,
  ended_at INTEGER NULL,
  PRIMARY KEY (dispute_id, person_id),
  CONSTRAINT fk_dispute_mediators_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_dispute_mediators_person ON dispute_mediators (person_id, dispute_id);
