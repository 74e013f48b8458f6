-- +goose Up

-- What an organization shows on its public card: where it is, the telephone of its office.
ALTER TABLE organizations ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN service_phone TEXT NOT NULL DEFAULT '';
