-- +goose Up
CREATE TABLE organization_reports (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  year BIGINT NOT NULL,
  due_on CHAR(10) NOT NULL,
  final_on CHAR(10) NOT NULL,
  summary VARCHAR(2000) NOT NULL,
  filed_on CHAR(10) NULL,
  filed_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_organization_reports_year (organization_id, year)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
