-- +goose Up
CREATE TABLE roster_fault_rows (
  roster_id BLOB NOT NULL,
  row_no INTEGER NOT NULL,
  faults TEXT NOT NULL,
  PRIMARY KEY (roster_id, row_no),
  CONSTRAINT fk_roster_fault_rows_roster FOREIGN KEY (roster_id) REFERENCES rosters (id)
) STRICT;
