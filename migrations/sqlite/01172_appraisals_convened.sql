-- +goose Up

-- The appraisals of unions were put by the rules of unions.
UPDATE polls SET convened = 1 WHERE id IN (SELECT home_poll_id FROM union_appraisals
  UNION SELECT chair_poll_id FROM union_appraisals);
