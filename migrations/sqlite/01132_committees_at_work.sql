-- +goose Up

-- Committees from before acceptance was asked take cases already.
UPDATE mediation_committees SET formed_at = created_at WHERE formed_at IS NULL;
