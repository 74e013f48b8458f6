-- +goose Up
CREATE TABLE roster_fault_rows (
  roster_id BINARY(16) NOT NULL,
  row_no BIGINT NOT NULL,
  faults VARCHAR(255) NOT NULL,
  PRIMARY KEY (roster_id, row_no),
  CONSTRAINT fk_roster_fault_rows_roster FOREIGN KEY (roster_id) REFERENCES rosters (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
