-- +goose Up

-- Where a resident finds the station, how to call it, and when it is open; empty while
-- nobody has said.
ALTER TABLE stations
  ADD COLUMN place VARCHAR(100) NOT NULL DEFAULT '',
  ADD COLUMN phone VARCHAR(20) NOT NULL DEFAULT '',
  ADD COLUMN hours VARCHAR(100) NOT NULL DEFAULT '';
