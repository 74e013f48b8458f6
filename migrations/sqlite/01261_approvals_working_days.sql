-- +goose Up

-- One more act needs two signatures: the days without work of a year. SQLite changes no CHECK, so the
-- table is made anew; no other table points at it.
CREATE TABLE approvals_new (
  -- The two signatures under a dangerous act: one person proposes, another approves.
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  proposed_by BLOB NOT NULL,
  approved_by BLOB NULL,
  approved_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_approvals_kind CHECK (kind IN ('platform_admin', 'staff_merge', 'identity_disclosure',
    'member_export', 'working_days')),
  CONSTRAINT ck_approvals_two CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) STRICT;
INSERT INTO approvals_new (id, kind, subject_id, proposed_by, approved_by, approved_at, expires_at, created_at)
  SELECT id, kind, subject_id, proposed_by, approved_by, approved_at, expires_at, created_at FROM approvals;
DROP TABLE approvals;
ALTER TABLE approvals_new RENAME TO approvals;
CREATE UNIQUE INDEX ux_approvals_subject ON approvals (kind, subject_id);
