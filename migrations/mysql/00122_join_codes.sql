-- +goose Up
CREATE TABLE join_codes (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  code VARCHAR(32) NOT NULL,
  note VARCHAR(100) NOT NULL,
  created_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_join_codes_code (code),
  KEY ix_join_codes_list (organization_id, created_at, id),
  CONSTRAINT fk_join_codes_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
