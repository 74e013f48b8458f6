-- +goose Up

CREATE TABLE IF NOT EXISTS scene_codes (
  -- A code, printed or shown as a picture, that leads to something else than an application; it grants nothing.
  id BINARY(16) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  code VARCHAR(32) NOT NULL,
  note VARCHAR(100) NOT NULL,
  created_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_scene_codes_code (code),
  KEY ix_scene_codes_list (subject_id, kind, created_at, id),
  CONSTRAINT ck_scene_codes_kind CHECK (kind IN ('join', 'check_in', 'poll', 'organization_board', 'committee_board',
    'desk', 'sign_in'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
