-- +goose Up
ALTER TABLE organizations ADD COLUMN admission TEXT NOT NULL DEFAULT 'review';
