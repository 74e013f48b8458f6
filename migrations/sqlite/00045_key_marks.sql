-- +goose Up
CREATE TABLE key_marks (
  purpose TEXT NOT NULL,
  key_id TEXT NOT NULL,
  proof BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (purpose, key_id)
) STRICT, WITHOUT ROWID;
