-- +goose Up

-- Where a resident finds the station, how to call it, and when it is open; empty while
-- nobody has said.
ALTER TABLE stations ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE stations ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE stations ADD COLUMN hours TEXT NOT NULL DEFAULT '';
