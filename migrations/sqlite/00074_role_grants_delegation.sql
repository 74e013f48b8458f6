-- +goose Up
ALTER TABLE role_grants ADD COLUMN delegated_from BLOB NULL
  CONSTRAINT ck_role_grants_delegated CHECK (delegated_from IS NULL OR role IN ('officer','region_admin'));
ALTER TABLE role_grants ADD COLUMN warned_days INTEGER NOT NULL DEFAULT 0;
CREATE INDEX ix_role_grants_delegated ON role_grants (delegated_from);
CREATE INDEX ix_role_grants_ends ON role_grants (ends_at);
