-- +goose Up

-- Whether an agreement stands on paper, or was given by word of mouth and registered.
ALTER TABLE dispute_agreements ADD COLUMN kind TEXT NOT NULL DEFAULT 'written'
  CONSTRAINT ck_dispute_agreements_kind CHECK (kind IN ('written', 'oral'));
