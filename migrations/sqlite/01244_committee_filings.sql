-- +goose Up

CREATE TABLE IF NOT EXISTS committee_filings (
  -- A change of a committee that the county's justice bureau is told of, and when it was.
  id BLOB NOT NULL,
  committee_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  changed_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  open_key TEXT NULL,
  filed_on TEXT NULL,
  filed_with TEXT NOT NULL,
  number TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_committee_filings_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id),
  CONSTRAINT ck_committee_filings_reason CHECK (reason IN ('formation', 'seats', 'renewal'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_committee_filings_open ON committee_filings (open_key);
CREATE INDEX IF NOT EXISTS ix_committee_filings_committee ON committee_filings (committee_id, changed_on);
CREATE INDEX IF NOT EXISTS ix_committee_filings_due ON committee_filings (filed_on, due_on);
