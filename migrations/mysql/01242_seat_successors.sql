-- +goose Up

-- Whose seat ends when the person accepts this one; NULL for a seat that replaces nobody.
ALTER TABLE role_grants ADD COLUMN succeeds BINARY(16) NULL;
