-- +goose Up
ALTER TABLE role_grants ADD COLUMN post VARCHAR(30) NOT NULL DEFAULT '';
