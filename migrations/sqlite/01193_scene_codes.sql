-- +goose Up

CREATE TABLE IF NOT EXISTS scene_codes (
  -- A code, printed or shown as a picture, that leads to something else than an application; it grants nothing.
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  code TEXT NOT NULL,
  note TEXT NOT NULL,
  created_by BLOB NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_scene_codes_kind CHECK (kind IN ('join', 'check_in', 'poll', 'organization_board', 'committee_board',
    'desk', 'sign_in'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_scene_codes_code ON scene_codes (code);
CREATE INDEX IF NOT EXISTS ix_scene_codes_list ON scene_codes (subject_id, kind, created_at, id);
