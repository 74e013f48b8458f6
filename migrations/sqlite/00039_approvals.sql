-- +goose Up
CREATE TABLE approvals (
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  proposed_by BLOB NOT NULL,
  approved_by BLOB NULL,
  approved_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_approvals_two CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX ux_approvals_subject ON approvals (kind, subject_id);
