-- +goose Up
CREATE TABLE role_offers (
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  role VARCHAR(32) NOT NULL,
  region_code CHAR(12) NOT NULL,
  ends_on CHAR(10) NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key VARCHAR(128) NULL,
  offered_by BINARY(16) NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_role_offers_live (live_key),
  KEY ix_role_offers_person (person_id, state),
  KEY ix_role_offers_region (region_code, state),
  CONSTRAINT fk_role_offers_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_role_offers_state CHECK (state IN ('proposed','offered','accepted','declined','withdrawn','expired')),
  CONSTRAINT ck_role_offers_live CHECK (live_key IS NULL OR state IN ('proposed','offered')),
  CONSTRAINT ck_role_offers_own CHECK (offered_by <> person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
