-- +goose Up
CREATE TABLE stations (
  region_code CHAR(12) NOT NULL,
  has_tasks TINYINT NOT NULL,
  note_tasks VARCHAR(200) NOT NULL,
  has_staff TINYINT NOT NULL,
  note_staff VARCHAR(200) NOT NULL,
  has_premises TINYINT NOT NULL,
  note_premises VARCHAR(200) NOT NULL,
  has_working TINYINT NOT NULL,
  note_working VARCHAR(200) NOT NULL,
  has_funds TINYINT NOT NULL,
  note_funds VARCHAR(200) NOT NULL,
  updated_by BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (region_code)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
