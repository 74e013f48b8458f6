-- +goose Up
ALTER TABLE role_grants
  ADD COLUMN ended_by BINARY(16) NULL,
  ADD COLUMN end_reason VARCHAR(200) NOT NULL DEFAULT '';
