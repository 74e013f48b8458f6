-- +goose Up
ALTER TABLE memberships ADD COLUMN held_back INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ix_memberships_source ON memberships (organization_id, source, created_at);
