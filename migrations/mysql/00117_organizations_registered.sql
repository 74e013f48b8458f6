-- +goose Up
ALTER TABLE organizations
  ADD COLUMN charter_number BIGINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT ck_organizations_registered CHECK (legal_form = 'registered' OR (credit_code IS NULL AND registered_on IS NULL));
