-- +goose Up
CREATE TABLE organizations (
  id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  name VARCHAR(128) NOT NULL,
  name_folded VARCHAR(128) NOT NULL,
  pinyin VARCHAR(512) NOT NULL,
  initials VARCHAR(128) NOT NULL,
  region_code CHAR(12) NOT NULL,
  state VARCHAR(16) NOT NULL,
  introduction VARCHAR(2000) NOT NULL,
  capacity BIGINT NULL,
  member_count BIGINT NOT NULL,
  next_queue_no BIGINT NOT NULL,
  created_by BINARY(16) NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organizations_name (region_code, name),
  KEY ix_organizations_place (state, region_code, id),
  CONSTRAINT ck_organizations_state CHECK (state IN ('draft','submitted','rejected','active','suspended','dissolved')),
  CONSTRAINT ck_organizations_count CHECK (member_count >= 0 AND (capacity IS NULL OR member_count <= capacity))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
