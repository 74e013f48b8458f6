-- +goose Up
CREATE TABLE polls (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  title VARCHAR(128) NOT NULL,
  question VARCHAR(2000) NOT NULL,
  mode VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  roll_count BIGINT NOT NULL,
  roll_hash BINARY(32) NULL,
  roll_sealed_at BIGINT NULL,
  cast_count BIGINT NULL,
  created_by BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_polls_organization (organization_id, closes_at, id),
  CONSTRAINT fk_polls_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_polls_mode CHECK (mode IN ('detached','blind','named')),
  CONSTRAINT ck_polls_state CHECK (state IN ('draft','roll_published','roll_sealed','open','closed','certified','archived','annulled'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
