-- +goose Up
CREATE TABLE disputes (
  id BLOB NOT NULL,
  number TEXT NOT NULL,
  committee_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  filed_by BLOB NOT NULL,
  category TEXT NOT NULL,
  source TEXT NOT NULL,
  statement_sealed BLOB NOT NULL,
  amount_fen INTEGER NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
  accepted_at INTEGER NULL,
  assigned_at INTEGER NULL,
  taken_at INTEGER NULL,
  ended_at INTEGER NULL,
  due_on TEXT NULL,
  next_event_seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_disputes_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id),
  CONSTRAINT fk_disputes_filer FOREIGN KEY (filed_by) REFERENCES persons (id)
) STRICT;
CREATE UNIQUE INDEX ux_disputes_number ON disputes (number);
CREATE INDEX ix_disputes_committee ON disputes (committee_id, state, applied_at, id);
CREATE INDEX ix_disputes_filer ON disputes (filed_by, applied_at, id);
