-- +goose Up
CREATE TABLE coverage_runs (
  id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
