-- +goose Up
ALTER TABLE polls ADD COLUMN moderation TEXT NOT NULL DEFAULT 'pending';
