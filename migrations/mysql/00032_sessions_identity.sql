-- +goose Up
ALTER TABLE sessions ADD COLUMN identity_id BINARY(16) NULL;
