-- +goose Up
CREATE TABLE organization_ends (
  organization_id BINARY(16) NOT NULL,
  cause VARCHAR(16) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  assets VARCHAR(500) NOT NULL,
  archive VARCHAR(500) NOT NULL,
  member_count BIGINT NOT NULL,
  unit_count BIGINT NOT NULL,
  ended_by BINARY(16) NULL,
  ended_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id),
  CONSTRAINT ck_organization_ends_cause CHECK (cause IN ('members','authority','date'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
