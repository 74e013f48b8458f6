-- +goose Up
CREATE TABLE organization_units (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  name VARCHAR(60) NOT NULL,
  credit_code VARCHAR(18) NOT NULL,
  live_key VARCHAR(160) NULL,
  representative_id BINARY(16) NOT NULL,
  joined_on CHAR(10) NOT NULL,
  ended_at BIGINT NULL,
  end_reason VARCHAR(200) NOT NULL,
  recorded_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organization_units_live (live_key),
  KEY ix_organization_units_list (organization_id, created_at, id),
  KEY ix_organization_units_representative (representative_id),
  CONSTRAINT ck_organization_units_live CHECK ((live_key IS NULL) = (ended_at IS NOT NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
