-- +goose Up

-- Why something is blocked is read by what it is about.
CREATE INDEX ix_moderation_cases_target ON moderation_cases (target_id, created_at);
