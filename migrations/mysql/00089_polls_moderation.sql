-- +goose Up
ALTER TABLE polls ADD COLUMN moderation VARCHAR(16) NOT NULL DEFAULT 'pending';
