-- +goose Up
ALTER TABLE memberships ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN name_pinyin TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN name_initials TEXT NOT NULL DEFAULT '';
CREATE INDEX ix_memberships_names ON memberships (organization_id, state, queue_no, name_folded, name_pinyin, name_initials);
