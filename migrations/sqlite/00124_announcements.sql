-- +goose Up
CREATE TABLE announcements (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  author_id BLOB NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  moderation TEXT NOT NULL DEFAULT 'pending',
  told_count INTEGER NOT NULL,
  announced_on TEXT NOT NULL,
  no_of_day INTEGER NOT NULL,
  retracted_by BLOB NULL,
  retracted_at INTEGER NULL,
  retract_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_announcements_state CHECK (state IN ('published','retracted')),
  CONSTRAINT ck_announcements_moderation CHECK (moderation IN ('pending','passed','blocked'))
) STRICT;
CREATE UNIQUE INDEX ux_announcements_day ON announcements (organization_id, announced_on, no_of_day);
CREATE INDEX ix_announcements_list ON announcements (organization_id, created_at, id);
