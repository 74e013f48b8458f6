-- +goose Up
ALTER TABLE persons ADD COLUMN claimed_at INTEGER NULL;
ALTER TABLE persons ADD COLUMN merged_into BLOB NULL;
