-- +goose Up

ALTER TABLE rosters ADD COLUMN hidden_count BIGINT NOT NULL DEFAULT 0;
