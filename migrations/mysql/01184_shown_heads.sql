-- +goose Up

-- How everybody sees the holder of an office: nobody does who has not agreed.
ALTER TABLE role_grants
  ADD COLUMN shown_as VARCHAR(16) NOT NULL DEFAULT 'nobody',
  ADD CONSTRAINT ck_role_grants_shown_as CHECK (shown_as IN ('nobody', 'nickname', 'name'));
