-- +goose Up
ALTER TABLE memberships ADD COLUMN exclusive_key TEXT NULL;
ALTER TABLE memberships ADD COLUMN tie TEXT NOT NULL DEFAULT 'formal';
ALTER TABLE memberships ADD COLUMN standing TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN member_no TEXT NULL;
ALTER TABLE memberships ADD COLUMN source TEXT NOT NULL DEFAULT 'application';
ALTER TABLE memberships ADD COLUMN answers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE memberships ADD COLUMN invited_by BLOB NULL;
ALTER TABLE memberships ADD COLUMN expires_at INTEGER NULL;
ALTER TABLE memberships ADD COLUMN dues_until TEXT NULL;
CREATE UNIQUE INDEX ux_memberships_exclusive ON memberships (exclusive_key);
CREATE UNIQUE INDEX ux_memberships_no ON memberships (organization_id, member_no);
