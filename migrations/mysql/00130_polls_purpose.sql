-- +goose Up
ALTER TABLE polls
  ADD COLUMN purpose VARCHAR(16) NOT NULL DEFAULT 'consultation',
  ADD CONSTRAINT ck_polls_purpose CHECK (purpose IN ('consultation','decision','election'));
