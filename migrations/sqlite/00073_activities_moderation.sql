-- +goose Up
ALTER TABLE activities ADD COLUMN moderation TEXT NOT NULL DEFAULT 'pending';
