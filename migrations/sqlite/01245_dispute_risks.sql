-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_risks (
  -- How dangerous the committee of a case holds it to be, a row for each judgement.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  level TEXT NOT NULL,
  violence INTEGER NOT NULL,
  note_sealed BLOB NULL,
  organ TEXT NOT NULL,
  reported_on TEXT NULL,
  reason_sealed BLOB NULL,
  live_key BLOB NULL,
  set_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_risks_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_risks_level CHECK (level IN ('', 'red', 'orange', 'yellow')),
  CONSTRAINT ck_dispute_risks_organ CHECK (organ IN ('', 'arbitration', 'court', 'legal_aid', 'labour_inspection', 'police',
    'department', 'higher_committee')),
  CONSTRAINT ck_dispute_risks_reported CHECK ((organ = '') = (reported_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_risks_seq ON dispute_risks (dispute_id, seq);
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_risks_live ON dispute_risks (live_key);
