-- +goose Up
ALTER TABLE activities ADD COLUMN moderation VARCHAR(16) NOT NULL DEFAULT 'pending';
