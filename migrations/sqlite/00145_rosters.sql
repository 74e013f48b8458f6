-- +goose Up
CREATE TABLE rosters (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  file_id BLOB NOT NULL,
  state TEXT NOT NULL,
  sheet TEXT NOT NULL,
  header_row INTEGER NOT NULL,
  mapping TEXT NOT NULL,
  import_as TEXT NOT NULL,
  run_id BLOB NULL,
  busy_key BLOB NULL,
  step INTEGER NOT NULL,
  rows_done INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  bad_count INTEGER NOT NULL,
  added_count INTEGER NOT NULL,
  known_count INTEGER NOT NULL,
  member_count INTEGER NOT NULL,
  claimed_count INTEGER NOT NULL,
  blocker TEXT NOT NULL,
  blocked_at TEXT NOT NULL,
  created_by BLOB NOT NULL,
  checked_at INTEGER NULL,
  imported_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_rosters_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT fk_rosters_by FOREIGN KEY (created_by) REFERENCES persons (id),
  CONSTRAINT ck_rosters_state CHECK (state IN ('uploaded','checking','checked','importing','imported','failed','cancelling','cancelled')),
  CONSTRAINT ck_rosters_as CHECK (import_as IN ('','invitation','membership')),
  CONSTRAINT ck_rosters_run CHECK ((run_id IS NOT NULL) = (state IN ('checking','importing','cancelling'))),
  CONSTRAINT ck_rosters_busy CHECK ((busy_key IS NOT NULL) = (state IN ('importing','cancelling')))
) STRICT;
CREATE UNIQUE INDEX ux_rosters_run ON rosters (run_id);
CREATE UNIQUE INDEX ux_rosters_busy ON rosters (busy_key);
CREATE INDEX ix_rosters_body ON rosters (organization_id, created_at, id);
CREATE INDEX ix_rosters_expires ON rosters (expires_at);
CREATE INDEX ix_rosters_by ON rosters (created_by);
