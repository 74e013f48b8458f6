-- +goose Up

-- One more act needs two signatures: the days without work of a year.
ALTER TABLE approvals
  DROP CONSTRAINT ck_approvals_kind,
  ADD CONSTRAINT ck_approvals_kind CHECK (kind IN ('platform_admin', 'staff_merge', 'identity_disclosure',
    'member_export', 'working_days'));
