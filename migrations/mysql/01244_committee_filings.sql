-- +goose Up

CREATE TABLE IF NOT EXISTS committee_filings (
  -- A change of a committee that the county's justice bureau is told of, and when it was.
  id BINARY(16) NOT NULL,
  committee_id BINARY(16) NOT NULL,
  reason VARCHAR(16) NOT NULL,
  changed_on CHAR(10) NOT NULL,
  due_on CHAR(10) NOT NULL,
  open_key VARCHAR(64) NULL,
  filed_on CHAR(10) NULL,
  filed_with VARCHAR(60) NOT NULL,
  number VARCHAR(60) NOT NULL,
  note VARCHAR(200) NOT NULL,
  recorded_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_committee_filings_open (open_key),
  KEY ix_committee_filings_committee (committee_id, changed_on),
  KEY ix_committee_filings_due (filed_on, due_on),
  CONSTRAINT fk_committee_filings_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id),
  CONSTRAINT ck_committee_filings_reason CHECK (reason IN ('formation', 'seats', 'renewal'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
