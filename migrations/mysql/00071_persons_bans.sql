-- +goose Up
ALTER TABLE persons
  ADD COLUMN posting_banned_until BIGINT NULL,
  ADD COLUMN account_banned_until BIGINT NULL;
