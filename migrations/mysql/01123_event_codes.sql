-- +goose Up

-- What the product has written carries a code under its keys; NULL in events from before, and in emptied ones.
ALTER TABLE audit_events ADD COLUMN mac VARBINARY(36) NULL;
