-- +goose Up

-- Why the authority sent a founding back, for whoever writes it anew; empty once it is approved.
ALTER TABLE organizations ADD COLUMN decision_reason TEXT NOT NULL DEFAULT '';
