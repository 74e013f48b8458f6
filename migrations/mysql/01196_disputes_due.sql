-- +goose Up

-- The running cases of a committee by the day on which they are due.
CREATE INDEX ix_disputes_due ON disputes (committee_id, ended_at, due_on, id);
