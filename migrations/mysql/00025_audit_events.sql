-- +goose Up
CREATE TABLE audit_events (
  id BINARY(16) NOT NULL,
  at BIGINT NOT NULL,
  actor_id BINARY(16) NULL,
  session_id BINARY(16) NULL,
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
  CONSTRAINT ck_audit_events_outcome CHECK (outcome IN ('done','refused'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
