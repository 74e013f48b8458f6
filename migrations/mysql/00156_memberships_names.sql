-- +goose Up
ALTER TABLE memberships
  ADD COLUMN name_folded VARCHAR(64) NOT NULL DEFAULT '',
  ADD COLUMN name_pinyin VARCHAR(160) NOT NULL DEFAULT '',
  ADD COLUMN name_initials VARCHAR(64) NOT NULL DEFAULT '',
  ADD KEY ix_memberships_names (organization_id, state, queue_no, name_folded, name_pinyin, name_initials);
