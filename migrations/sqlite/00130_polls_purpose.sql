-- +goose Up
ALTER TABLE polls ADD COLUMN purpose TEXT NOT NULL DEFAULT 'consultation' CONSTRAINT ck_polls_purpose CHECK (purpose IN ('consultation','decision','election'));
