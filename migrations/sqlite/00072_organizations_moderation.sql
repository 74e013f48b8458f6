-- +goose Up
ALTER TABLE organizations ADD COLUMN moderation TEXT NOT NULL DEFAULT 'pending';
