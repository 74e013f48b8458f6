-- +goose Up
CREATE TABLE union_forms (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  channel VARCHAR(16) NOT NULL,
  employment VARCHAR(16) NOT NULL,
  work_kind VARCHAR(16) NOT NULL,
  employer_name VARCHAR(200) NOT NULL,
  employer_code VARCHAR(32) NOT NULL,
  started_on CHAR(10) NULL,
  statement_sealed VARBINARY(4096) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_union_forms_person (person_id, created_at),
  CONSTRAINT ck_union_forms_channel CHECK (channel IN ('registration','hotline','self')),
  CONSTRAINT ck_union_forms_employment CHECK (employment IN ('contract','gig'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
