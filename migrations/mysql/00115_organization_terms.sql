-- +goose Up
CREATE TABLE organization_terms (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  number BIGINT NOT NULL,
  elected_on CHAR(10) NOT NULL,
  ends_on CHAR(10) NOT NULL,
  note VARCHAR(500) NOT NULL,
  recorded_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organization_terms_number (organization_id, number)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
