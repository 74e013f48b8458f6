-- +goose Up

-- The columns came with the table of 01200.
CREATE INDEX ix_dispute_mediators_person ON dispute_mediators (person_id, dispute_id);
CREATE UNIQUE INDEX ux_dispute_mediators_live ON dispute_mediators (live_key);
