-- +goose Up
CREATE TABLE join_codes (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  code TEXT NOT NULL,
  note TEXT NOT NULL,
  created_by BLOB NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_join_codes_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) STRICT;
CREATE UNIQUE INDEX ux_join_codes_code ON join_codes (code);
CREATE INDEX ix_join_codes_list ON join_codes (organization_id, created_at, id);
