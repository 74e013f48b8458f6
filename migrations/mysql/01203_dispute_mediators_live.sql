-- +goose Up

-- The mediators who are in a case today.
UPDATE dispute_mediators SET live_key = CONCAT(dispute_id, person_id) WHERE ended_at IS NULL AND live_key IS NULL;
