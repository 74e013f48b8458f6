-- +goose Up
CREATE TABLE poll_options (
  poll_id BLOB NOT NULL,
  no INTEGER NOT NULL,
  label TEXT NOT NULL,
  votes INTEGER NULL,
  PRIMARY KEY (poll_id, no),
  CONSTRAINT fk_poll_options_poll FOREIGN KEY (poll_id) REFERENCES polls (id)
) STRICT, WITHOUT ROWID;
