-- +goose Up
CREATE TABLE profiles (
  id BINARY(16) NOT NULL,
  address_sealed VARBINARY(512) NULL,
  employment_status VARCHAR(16) NOT NULL,
  work_kind VARCHAR(8) NOT NULL,
  employer_code VARCHAR(18) NOT NULL,
  employer_name VARCHAR(64) NOT NULL,
  political_status_sealed VARBINARY(128) NULL,
  ethnicity_sealed VARBINARY(128) NULL,
  permit_state VARCHAR(16) NOT NULL,
  registered_on CHAR(10) NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_profiles_employer (employer_code, id),
  CONSTRAINT fk_profiles_person FOREIGN KEY (id) REFERENCES persons (id),
  CONSTRAINT ck_profiles_permit CHECK (permit_state IN ('','none','valid','suspended','ended'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
