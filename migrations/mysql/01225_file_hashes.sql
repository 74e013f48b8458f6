-- +goose Up

-- SHA-256 of the content as it is stored; nothing for what was uploaded before.
ALTER TABLE files ADD COLUMN content_hash BINARY(32) NULL;
