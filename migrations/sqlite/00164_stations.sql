-- +goose Up
CREATE TABLE stations (
  region_code TEXT NOT NULL,
  has_tasks INTEGER NOT NULL,
  note_tasks TEXT NOT NULL,
  has_staff INTEGER NOT NULL,
  note_staff TEXT NOT NULL,
  has_premises INTEGER NOT NULL,
  note_premises TEXT NOT NULL,
  has_working INTEGER NOT NULL,
  note_working TEXT NOT NULL,
  has_funds INTEGER NOT NULL,
  note_funds TEXT NOT NULL,
  updated_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (region_code)
) STRICT;
