-- +goose Up
CREATE TABLE organization_names (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  name VARCHAR(128) NOT NULL,
  name_folded VARCHAR(128) NOT NULL,
  pinyin VARCHAR(512) NOT NULL,
  initials VARCHAR(128) NOT NULL,
  used_from CHAR(10) NOT NULL,
  used_until CHAR(10) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  renamed_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_organization_names_organization (organization_id, created_at, id),
  CONSTRAINT ck_organization_names_days CHECK (used_from <= used_until)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
