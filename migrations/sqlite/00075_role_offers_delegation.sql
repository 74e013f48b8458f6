-- +goose Up
ALTER TABLE role_offers ADD COLUMN delegated_from BLOB NULL;
ALTER TABLE role_offers ADD COLUMN renews BLOB NULL;
ALTER TABLE role_offers ADD COLUMN starts_at INTEGER NULL;
CREATE INDEX ix_role_offers_delegated ON role_offers (delegated_from);
