-- +goose Up
ALTER TABLE role_grants ADD COLUMN post TEXT NOT NULL DEFAULT '';
