-- +goose Up
CREATE TABLE desk_objections (
  id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  region_code CHAR(12) NOT NULL,
  state VARCHAR(16) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  recorded_by BINARY(16) NULL,
  outcome VARCHAR(16) NOT NULL,
  answer VARCHAR(500) NOT NULL,
  resolved_by BINARY(16) NULL,
  resolved_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_desk_objections_session (session_id),
  KEY ix_desk_objections_region (region_code, created_at, id),
  CONSTRAINT fk_desk_objections_session FOREIGN KEY (session_id) REFERENCES desk_sessions (id),
  CONSTRAINT ck_desk_objections_state CHECK (state IN ('open','resolved')),
  CONSTRAINT ck_desk_objections_outcome CHECK (outcome IN ('','upheld','dismissed'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
