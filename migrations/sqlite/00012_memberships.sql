-- +goose Up
CREATE TABLE memberships (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  side TEXT NOT NULL,
  queue_no INTEGER NOT NULL,
  live_key BLOB NULL,
  message TEXT NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  joined_at INTEGER NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_memberships_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_memberships_state CHECK (state IN ('invited','applied','active','ended','rejected','withdrawn','declined','expired'))
) STRICT;
CREATE UNIQUE INDEX ux_memberships_live ON memberships (live_key);
CREATE UNIQUE INDEX ux_memberships_queue ON memberships (organization_id, queue_no);
CREATE INDEX ix_memberships_list ON memberships (organization_id, state, queue_no);
CREATE INDEX ix_memberships_person ON memberships (person_id, state, created_at);
