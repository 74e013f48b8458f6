-- +goose Up

-- The cases that were accepted before terms were rows get the one that they had; it bears the id of its case.
INSERT INTO dispute_deadlines (id, dispute_id, kind, event_on, starts_on, due_on, first_due_on, ended_at, live_key,
    version, created_at, updated_at)
  SELECT id, id, CASE WHEN category = 'labour' THEN 'labour' ELSE 'mediation' END,
    DATE_FORMAT(TIMESTAMPADD(SECOND, (CASE WHEN category = 'labour' THEN applied_at ELSE accepted_at END) DIV 1000
      + 28800, '1970-01-01 00:00:00'), '%Y-%m-%d'),
    DATE_FORMAT(TIMESTAMPADD(SECOND, (CASE WHEN category = 'labour' THEN applied_at ELSE accepted_at END) DIV 1000
      + 115200, '1970-01-01 00:00:00'), '%Y-%m-%d'),
    due_on, due_on, ended_at,
    CASE WHEN ended_at IS NULL THEN CONCAT(LOWER(HEX(id)), CASE WHEN category = 'labour' THEN ':labour'
      ELSE ':mediation' END) END,
    1, accepted_at, updated_at
  FROM disputes WHERE accepted_at IS NOT NULL AND due_on IS NOT NULL;
