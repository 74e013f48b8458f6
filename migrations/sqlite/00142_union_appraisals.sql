-- +goose Up
CREATE TABLE union_appraisals (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  year INTEGER NOT NULL,
  home_poll_id BLOB NOT NULL,
  chair_poll_id BLOB NOT NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_union_appraisals_year ON union_appraisals (organization_id, year);
