-- +goose Up

-- Since when a committee takes cases; NULL while its people have not accepted.
ALTER TABLE mediation_committees ADD COLUMN formed_at BIGINT NULL;
