-- +goose Up

-- What somebody is in a mediation committee: a member of it, or a mediator whom it appointed; empty for any
-- other role.
ALTER TABLE role_grants
  ADD COLUMN seat VARCHAR(16) NOT NULL DEFAULT '',
  ADD CONSTRAINT ck_role_grants_seat CHECK (seat IN ('', 'member', 'appointed'));
