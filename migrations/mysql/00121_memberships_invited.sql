-- +goose Up
ALTER TABLE memberships
  ADD COLUMN held_back TINYINT NOT NULL DEFAULT 0,
  ADD KEY ix_memberships_source (organization_id, source, created_at);
