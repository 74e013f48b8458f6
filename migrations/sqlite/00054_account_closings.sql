-- +goose Up
CREATE TABLE account_closings (
  person_id BLOB NOT NULL,
  closed_at INTEGER NOT NULL,
  settled_at INTEGER NULL,
  PRIMARY KEY (person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_account_closings_closed ON account_closings (closed_at);
