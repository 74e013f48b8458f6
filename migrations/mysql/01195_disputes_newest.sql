-- +goose Up

-- The board of a committee, the newest case first.
CREATE INDEX ix_disputes_newest ON disputes (committee_id, applied_at, id);
