-- +goose Up

-- Why a poll was stopped, in the view of everybody who sees it; and whether another area has put it, whose
-- polls the office of the organization does not stop.
ALTER TABLE polls ADD COLUMN annul_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE polls ADD COLUMN convened INTEGER NOT NULL DEFAULT 0;
