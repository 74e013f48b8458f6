-- +goose Up
CREATE TABLE ballots (
  id BLOB NOT NULL,
  poll_id BLOB NOT NULL,
  choice INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_ballots_tally ON ballots (poll_id, choice);
