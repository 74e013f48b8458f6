-- +goose Up
CREATE TABLE coverage_runs (
  id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO coverage_runs (id, started_at, finished_at) VALUES (1, 0, 0);
