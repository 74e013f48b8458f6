-- +goose Up

CREATE TABLE IF NOT EXISTS ballots_counted (
  -- A ballot of a closed poll, written anew: under another random id and in another order than it was cast.
  poll_id BLOB NOT NULL,
  id BLOB NOT NULL,
  choice INTEGER NOT NULL,
  PRIMARY KEY (poll_id, id)
) STRICT, WITHOUT ROWID;
