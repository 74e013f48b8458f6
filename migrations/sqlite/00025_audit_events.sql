-- +goose Up
CREATE TABLE audit_events (
  id BLOB NOT NULL,
  at INTEGER NOT NULL,
  actor_id BLOB NULL,
  session_id BLOB NULL,
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
  CONSTRAINT ck_audit_events_outcome CHECK (outcome IN ('done','refused'))
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_audit_events_at ON audit_events (at, id);
CREATE INDEX ix_audit_events_object ON audit_events (object, object_id, at);
CREATE INDEX ix_audit_events_actor ON audit_events (actor_id, at);
