-- +goose Up

-- The mediators who are in a case today.
UPDATE dispute_mediators SET live_key = unhex(hex(dispute_id) || hex(person_id))
WHERE ended_at IS NULL AND live_key IS NULL;
