-- +goose Up
CREATE TABLE polls (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  roll_count INTEGER NOT NULL,
  roll_hash BLOB NULL,
  roll_sealed_at INTEGER NULL,
  cast_count INTEGER NULL,
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_polls_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_polls_mode CHECK (mode IN ('detached','blind','named')),
  CONSTRAINT ck_polls_state CHECK (state IN ('draft','roll_published','roll_sealed','open','closed','certified','archived','annulled'))
) STRICT;
CREATE INDEX ix_polls_organization ON polls (organization_id, closes_at, id);
