-- +goose Up

-- What stands for the committee in its file numbers; empty: what is left of its name.
ALTER TABLE mediation_committees ADD COLUMN short_name TEXT NOT NULL DEFAULT '';
