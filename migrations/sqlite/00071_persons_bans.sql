-- +goose Up
ALTER TABLE persons ADD COLUMN posting_banned_until INTEGER NULL;
ALTER TABLE persons ADD COLUMN account_banned_until INTEGER NULL;
