-- +goose Up
ALTER TABLE organizations
  ADD COLUMN union_no VARCHAR(16) NULL,
  ADD COLUMN last_member_no BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN employer_folded VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN parent_asked_id BINARY(16) NULL,
  ADD COLUMN parent_asked_at BIGINT NULL,
  ADD UNIQUE KEY ux_organizations_union (union_no),
  ADD KEY ix_organizations_employed (employer_folded, kind, state),
  ADD KEY ix_organizations_asked (parent_asked_id, parent_asked_at, id);
