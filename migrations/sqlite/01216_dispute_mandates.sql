-- +goose Up

-- Whether a party stands for the others of its side, and may settle for them; empty when it does not.
ALTER TABLE dispute_parties ADD COLUMN mandate TEXT NOT NULL DEFAULT ''
  CONSTRAINT ck_dispute_parties_mandate CHECK (mandate IN ('', 'speak', 'settle'));
