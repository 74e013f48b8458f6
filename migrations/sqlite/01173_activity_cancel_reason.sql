-- +goose Up

-- Why an activity was called off, for everybody who sees it.
ALTER TABLE activities ADD COLUMN cancel_reason TEXT NOT NULL DEFAULT '';
