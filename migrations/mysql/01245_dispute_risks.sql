-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_risks (
  -- How dangerous the committee of a case holds it to be, a row for each judgement.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  seq BIGINT NOT NULL,
  level VARCHAR(16) NOT NULL,
  violence TINYINT NOT NULL,
  note_sealed BLOB NULL,
  organ VARCHAR(32) NOT NULL,
  reported_on CHAR(10) NULL,
  reason_sealed BLOB NULL,
  live_key BINARY(16) NULL,
  set_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_risks_seq (dispute_id, seq),
  UNIQUE KEY ux_dispute_risks_live (live_key),
  CONSTRAINT fk_dispute_risks_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_risks_level CHECK (level IN ('', 'red', 'orange', 'yellow')),
  CONSTRAINT ck_dispute_risks_organ CHECK (organ IN ('', 'arbitration', 'court', 'legal_aid', 'labour_inspection', 'police',
    'department', 'higher_committee')),
  CONSTRAINT ck_dispute_risks_reported CHECK ((organ = '') = (reported_on IS NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
