-- +goose Up
ALTER TABLE role_offers
  ADD COLUMN delegated_from BINARY(16) NULL,
  ADD COLUMN renews BINARY(16) NULL,
  ADD COLUMN starts_at BIGINT NULL,
  ADD KEY ix_role_offers_delegated (delegated_from);
