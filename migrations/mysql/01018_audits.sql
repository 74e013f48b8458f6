-- +goose Up

CREATE TABLE IF NOT EXISTS audit_events (
  -- The audit trail: which person did what to what, or was refused; rows are only added.
  id BINARY(16) NOT NULL,
  at BIGINT NOT NULL,
  actor_id BINARY(16) NULL,
  on_behalf_of BINARY(16) NULL,
  session_id BINARY(16) NULL,
  desk_session_id BINARY(16) NULL,
  action VARCHAR(64) NOT NULL,
  object VARCHAR(32) NOT NULL,
  object_id BINARY(16) NULL,
  region_code CHAR(12) NULL,
  organization_id BINARY(16) NULL,
  outcome VARCHAR(16) NOT NULL,
  reason VARCHAR(64) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  detail VARCHAR(1000) NOT NULL,
  PRIMARY KEY (id),
  KEY ix_audit_events_at (at, id),
  KEY ix_audit_events_object (object, object_id, at),
  KEY ix_audit_events_actor (actor_id, at),
  KEY ix_audit_events_region (region_code, at, id),
  KEY ix_audit_events_organization (organization_id, at, id),
  KEY ix_audit_events_desk (desk_session_id, at, id),
  CONSTRAINT ck_audit_events_outcome CHECK (outcome IN ('done', 'refused'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS audit_leaves (
  -- The place of each event in the audit log, and the hash that was taken of it.
  seq BIGINT NOT NULL,
  event_id BINARY(16) NOT NULL,
  leaf_hash BINARY(32) NOT NULL,
  commitments VARBINARY(128) NOT NULL,
  salt BINARY(16) NOT NULL,
  PRIMARY KEY (seq),
  UNIQUE KEY ux_audit_leaves_event (event_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS audit_hashes (
  -- The hashes over whole ranges of the log, so that it can be continued without reading it all.
  position BIGINT NOT NULL,
  hash BINARY(32) NOT NULL,
  PRIMARY KEY (position)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS audit_checkpoints (
  -- The signed statements about the log, each over its first so many events.
  number BIGINT NOT NULL,
  size BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  note VARCHAR(1000) NOT NULL,
  PRIMARY KEY (number)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
