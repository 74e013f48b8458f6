-- +goose Up
CREATE TABLE announcements (
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  author_id BINARY(16) NULL,
  state VARCHAR(16) NOT NULL,
  title VARCHAR(100) NOT NULL,
  body VARCHAR(4000) NOT NULL,
  moderation VARCHAR(16) NOT NULL DEFAULT 'pending',
  told_count BIGINT NOT NULL,
  announced_on CHAR(10) NOT NULL,
  no_of_day BIGINT NOT NULL,
  retracted_by BINARY(16) NULL,
  retracted_at BIGINT NULL,
  retract_reason VARCHAR(255) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_announcements_day (organization_id, announced_on, no_of_day),
  KEY ix_announcements_list (organization_id, created_at, id),
  CONSTRAINT ck_announcements_state CHECK (state IN ('published','retracted')),
  CONSTRAINT ck_announcements_moderation CHECK (moderation IN ('pending','passed','blocked'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
