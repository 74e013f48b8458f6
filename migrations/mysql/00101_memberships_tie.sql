-- +goose Up
ALTER TABLE memberships
  ADD COLUMN exclusive_key VARCHAR(80) NULL,
  ADD COLUMN tie VARCHAR(16) NOT NULL DEFAULT 'formal',
  ADD COLUMN standing VARCHAR(16) NOT NULL DEFAULT '',
  ADD COLUMN member_no VARCHAR(32) NULL,
  ADD COLUMN source VARCHAR(16) NOT NULL DEFAULT 'application',
  ADD COLUMN answers VARCHAR(8000) NOT NULL DEFAULT '[]',
  ADD COLUMN invited_by BINARY(16) NULL,
  ADD COLUMN expires_at BIGINT NULL,
  ADD COLUMN dues_until CHAR(10) NULL,
  ADD UNIQUE KEY ux_memberships_exclusive (exclusive_key),
  ADD UNIQUE KEY ux_memberships_no (organization_id, member_no);
