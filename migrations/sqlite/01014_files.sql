-- +goose Up

CREATE TABLE IF NOT EXISTS files (
  -- An upload: what it is and what it is attached to; the content lies sealed in the blob store.
  id BLOB NOT NULL,
  owner_id BLOB NOT NULL,
  purpose TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  moderation TEXT NOT NULL,
  name_sealed BLOB NULL,
  key_sealed BLOB NULL,
  size INTEGER NOT NULL,
  thumb_size INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BLOB NULL,
  attached_at INTEGER NULL,
  expires_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_files_owner FOREIGN KEY (owner_id) REFERENCES persons (id),
  CONSTRAINT ck_files_purpose CHECK (purpose IN ('avatar', 'activity_image', 'evidence', 'document', 'voice',
    'charter', 'roster')),
  CONSTRAINT ck_files_kind CHECK (kind IN ('jpeg', 'png', 'pdf', 'mp3', 'm4a', 'aac', 'amr', 'wav', 'xlsx', 'csv')),
  CONSTRAINT ck_files_state CHECK (state IN ('pending', 'ready', 'deleted', 'gone')),
  CONSTRAINT ck_files_moderation CHECK (moderation IN ('pending', 'passed', 'blocked')),
  CONSTRAINT ck_files_size CHECK (size >= 0 AND thumb_size >= 0),
  CONSTRAINT ck_files_attached CHECK ((attached_at IS NULL) = (subject_id IS NULL)),
  CONSTRAINT ck_files_expires CHECK (expires_at IS NOT NULL OR (state = 'ready' AND attached_at IS NOT NULL))
) STRICT;
CREATE INDEX IF NOT EXISTS ix_files_owner ON files (owner_id, created_at);
CREATE INDEX IF NOT EXISTS ix_files_expires ON files (expires_at);
CREATE INDEX IF NOT EXISTS ix_files_subject ON files (subject_kind, subject_id);
