-- +goose Up
-- A constraint comes into a table only with a column.
ALTER TABLE organizations ADD COLUMN charter_number INTEGER NOT NULL DEFAULT 0
  CONSTRAINT ck_organizations_registered CHECK (legal_form = 'registered' OR (credit_code IS NULL AND registered_on IS NULL));
