-- +goose Up
CREATE TABLE poll_roll_entries (
  poll_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  voted INTEGER NOT NULL,
  PRIMARY KEY (poll_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_poll_roll_entries_person ON poll_roll_entries (person_id, poll_id);
