-- +goose Up
ALTER TABLE organizations ADD COLUMN admission VARCHAR(16) NOT NULL DEFAULT 'review';
