-- +goose Up

CREATE TABLE IF NOT EXISTS audit_events (
  -- The audit trail: which person did what to what, or was refused; rows are only added.
  id BLOB NOT NULL,
  at INTEGER NOT NULL,
  actor_id BLOB NULL,
  on_behalf_of BLOB NULL,
  session_id BLOB NULL,
  desk_session_id BLOB NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  object_id BLOB NULL,
  region_code TEXT NULL,
  organization_id BLOB NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_audit_events_outcome CHECK (outcome IN ('done', 'refused'))
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_audit_events_at ON audit_events (at, id);
CREATE INDEX IF NOT EXISTS ix_audit_events_object ON audit_events (object, object_id, at);
CREATE INDEX IF NOT EXISTS ix_audit_events_actor ON audit_events (actor_id, at);
CREATE INDEX IF NOT EXISTS ix_audit_events_region ON audit_events (region_code, at, id);
CREATE INDEX IF NOT EXISTS ix_audit_events_organization ON audit_events (organization_id, at, id);
CREATE INDEX IF NOT EXISTS ix_audit_events_desk ON audit_events (desk_session_id, at, id);

CREATE TABLE IF NOT EXISTS audit_leaves (
  -- The place of each event in the audit log, and the hash that was taken of it.
  seq INTEGER NOT NULL,
  event_id BLOB NOT NULL,
  leaf_hash BLOB NOT NULL,
  commitments BLOB NOT NULL,
  salt BLOB NOT NULL,
  PRIMARY KEY (seq)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_audit_leaves_event ON audit_leaves (event_id);

CREATE TABLE IF NOT EXISTS audit_hashes (
  -- The hashes over whole ranges of the log, so that it can be continued without reading it all.
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (position)
) STRICT;

CREATE TABLE IF NOT EXISTS audit_checkpoints (
  -- The signed statements about the log, each over its first so many events.
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (number)
) STRICT;
