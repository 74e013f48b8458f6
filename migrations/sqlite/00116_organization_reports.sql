-- +goose Up
CREATE TABLE organization_reports (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  year INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  final_on TEXT NOT NULL,
  summary TEXT NOT NULL,
  filed_on TEXT NULL,
  filed_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE UNIQUE INDEX ux_organization_reports_year ON organization_reports (organization_id, year);
