-- +goose Up

CREATE TABLE IF NOT EXISTS working_days (
  -- The days without work, and the weekends that are worked, of a year; a year without a row has the built-in ones.
  id BLOB NOT NULL,
  year INTEGER NOT NULL,
  days TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  in_force_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_working_days_state CHECK (state IN ('proposed', 'in_force', 'replaced'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_working_days_version ON working_days (year, version);
CREATE UNIQUE INDEX IF NOT EXISTS ux_working_days_live ON working_days (live_key);
