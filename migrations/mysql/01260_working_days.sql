-- +goose Up

CREATE TABLE IF NOT EXISTS working_days (
  -- The days without work, and the weekends that are worked, of a year; a year without a row has the built-in ones.
  id BINARY(16) NOT NULL,
  year BIGINT NOT NULL,
  days TEXT NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key VARCHAR(32) NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  in_force_at BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_working_days_version (year, version),
  UNIQUE KEY ux_working_days_live (live_key),
  CONSTRAINT ck_working_days_state CHECK (state IN ('proposed', 'in_force', 'replaced'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
