-- +goose Up

-- The columns came with the table of 01200.
CREATE UNIQUE INDEX ux_dispute_events_seq ON dispute_events (dispute_id, seq);
