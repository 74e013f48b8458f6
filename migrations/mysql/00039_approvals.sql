-- +goose Up
CREATE TABLE approvals (
  id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  proposed_by BINARY(16) NOT NULL,
  approved_by BINARY(16) NULL,
  approved_at BIGINT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_approvals_subject (kind, subject_id),
  CONSTRAINT ck_approvals_two CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
