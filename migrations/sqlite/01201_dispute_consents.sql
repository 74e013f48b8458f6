-- +goose Up

-- The columns came with the table of 01200.
CREATE UNIQUE INDEX ux_dispute_parties_person ON dispute_parties (dispute_id, person_id);
CREATE INDEX ix_dispute_parties_person ON dispute_parties (person_id, dispute_id);
