-- +goose Up

-- Since when a party takes no part in the case any more; NULL while it does.
ALTER TABLE dispute_parties ADD COLUMN left_at INTEGER NULL;
