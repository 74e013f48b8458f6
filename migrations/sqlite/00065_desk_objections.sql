-- +goose Up
CREATE TABLE desk_objections (
  id BLOB NOT NULL,
  session_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_by BLOB NULL,
  outcome TEXT NOT NULL,
  answer TEXT NOT NULL,
  resolved_by BLOB NULL,
  resolved_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_desk_objections_session FOREIGN KEY (session_id) REFERENCES desk_sessions (id),
  CONSTRAINT ck_desk_objections_state CHECK (state IN ('open','resolved')),
  CONSTRAINT ck_desk_objections_outcome CHECK (outcome IN ('','upheld','dismissed'))
) STRICT;
CREATE UNIQUE INDEX ux_desk_objections_session ON desk_objections (session_id);
CREATE INDEX ix_desk_objections_region ON desk_objections (region_code, created_at, id);
