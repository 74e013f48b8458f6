-- +goose Up

-- A code may lead into a case. SQLite changes no CHECK, so the table is made anew; no other table points at it.
CREATE TABLE scene_codes_new (
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
    'desk', 'sign_in', 'case'))
) STRICT;
INSERT INTO scene_codes_new (id, kind, subject_id, code, note, created_by, created_at, expires_at, revoked_at)
  SELECT id, kind, subject_id, code, note, created_by, created_at, expires_at, revoked_at FROM scene_codes;
DROP TABLE scene_codes;
ALTER TABLE scene_codes_new RENAME TO scene_codes;
CREATE UNIQUE INDEX ux_scene_codes_code ON scene_codes (code);
CREATE INDEX ix_scene_codes_list ON scene_codes (subject_id, kind, created_at, id);
