-- +goose Up
ALTER TABLE role_grants ADD COLUMN ended_by BLOB NULL;
ALTER TABLE role_grants ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';
