-- +goose Up

-- A code may lead into a case.
ALTER TABLE scene_codes
  DROP CONSTRAINT ck_scene_codes_kind,
  ADD CONSTRAINT ck_scene_codes_kind CHECK (kind IN ('join', 'check_in', 'poll', 'organization_board', 'committee_board',
    'desk', 'sign_in', 'case'));
