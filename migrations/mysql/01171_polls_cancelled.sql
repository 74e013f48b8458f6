-- +goose Up

-- Why a poll was stopped, in the view of everybody who sees it; and whether another area has put it, whose
-- polls the office of the organization does not stop.
ALTER TABLE polls ADD COLUMN annul_reason VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN convened TINYINT NOT NULL DEFAULT 0;
