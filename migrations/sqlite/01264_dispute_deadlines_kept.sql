-- +goose Up

-- The cases that were accepted before terms were rows get the one that they had; it bears the id of its case.
INSERT INTO dispute_deadlines (id, dispute_id, kind, event_on, starts_on, due_on, first_due_on, ended_at, live_key,
    version, created_at, updated_at)
  SELECT id, id, CASE WHEN category = 'labour' THEN 'labour' ELSE 'mediation' END,
    date((CASE WHEN category = 'labour' THEN applied_at ELSE accepted_at END) / 1000, 'unixepoch', '+8 hours'),
    date((CASE WHEN category = 'labour' THEN applied_at ELSE accepted_at END) / 1000, 'unixepoch', '+8 hours', '+1 day'),
    due_on, due_on, ended_at,
    CASE WHEN ended_at IS NULL THEN lower(hex(id)) || CASE WHEN category = 'labour' THEN ':labour' ELSE ':mediation' END END,
    1, accepted_at, updated_at
  FROM disputes WHERE accepted_at IS NOT NULL AND due_on IS NOT NULL;
