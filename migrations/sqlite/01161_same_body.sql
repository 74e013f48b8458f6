-- +goose Up

-- What was made by a POST that is remembered by its body, without a key of the client: when the thing is taken back,
-- the answer is forgotten.
ALTER TABLE idempotency_keys ADD COLUMN thing_id BLOB NULL;
CREATE INDEX IF NOT EXISTS ix_idempotency_keys_thing ON idempotency_keys (thing_id);
