-- +goose Up

CREATE TABLE IF NOT EXISTS committee_terms (
  -- The terms of three years of a mediation committee.
  id BLOB NOT NULL,
  committee_id BLOB NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_committee_terms_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_committee_terms_end ON committee_terms (committee_id, ends_on);
