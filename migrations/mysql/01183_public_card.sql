-- +goose Up

-- What an organization shows on its public card: where it is, the telephone of its office.
ALTER TABLE organizations
  ADD COLUMN address VARCHAR(100) NOT NULL DEFAULT '',
  ADD COLUMN service_phone VARCHAR(20) NOT NULL DEFAULT '';
