-- +goose Up
CREATE TABLE union_appraisals (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  year BIGINT NOT NULL,
  home_poll_id BINARY(16) NOT NULL,
  chair_poll_id BINARY(16) NOT NULL,
  created_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_union_appraisals_year (organization_id, year)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
