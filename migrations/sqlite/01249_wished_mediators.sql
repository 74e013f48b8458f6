-- +goose Up

-- The mediator whom a party wishes; the head decides.
ALTER TABLE dispute_parties ADD COLUMN wished_id BLOB NULL;
