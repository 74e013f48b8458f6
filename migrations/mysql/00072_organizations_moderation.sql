-- +goose Up
ALTER TABLE organizations ADD COLUMN moderation VARCHAR(16) NOT NULL DEFAULT 'pending';
