-- +goose Up
ALTER TABLE role_grants
  ADD COLUMN delegated_from BINARY(16) NULL,
  ADD COLUMN warned_days SMALLINT NOT NULL DEFAULT 0,
  ADD KEY ix_role_grants_delegated (delegated_from),
  ADD KEY ix_role_grants_ends (ends_at),
  ADD CONSTRAINT ck_role_grants_delegated CHECK (delegated_from IS NULL OR role IN ('officer','region_admin'));
