-- +goose Up

ALTER TABLE rosters ADD COLUMN hidden_count INTEGER NOT NULL DEFAULT 0;
