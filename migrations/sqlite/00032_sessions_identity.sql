-- +goose Up
ALTER TABLE sessions ADD COLUMN identity_id BLOB NULL;
