-- +goose Up
CREATE TABLE mediation_committees (
  id BINARY(16) NOT NULL,
  name VARCHAR(128) NOT NULL,
  region_code CHAR(12) NOT NULL,
  organization_id BINARY(16) NULL,
  state VARCHAR(16) NOT NULL,
  term_ends_on CHAR(10) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_mediation_committees_name (region_code, name),
  CONSTRAINT ck_mediation_committees_state CHECK (state IN ('active','ended'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
