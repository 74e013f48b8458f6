-- +goose Up
ALTER TABLE moderation_cases
  DROP CONSTRAINT ck_moderation_cases_target,
  ADD CONSTRAINT ck_moderation_cases_kind CHECK (target_kind IN ('organization','activity','poll','person','announcement'));
