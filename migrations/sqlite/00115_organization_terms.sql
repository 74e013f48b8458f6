-- +goose Up
CREATE TABLE organization_terms (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  number INTEGER NOT NULL,
  elected_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_organization_terms_number ON organization_terms (organization_id, number);
