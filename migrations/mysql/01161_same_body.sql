-- +goose Up

-- What was made by a POST that is remembered by its body, without a key of the client: when the thing is taken back,
-- the answer is forgotten.
ALTER TABLE idempotency_keys ADD COLUMN thing_id BINARY(16) NULL,
  ADD KEY ix_idempotency_keys_thing (thing_id);
