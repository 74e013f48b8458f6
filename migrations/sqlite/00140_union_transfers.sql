-- +goose Up
CREATE TABLE union_transfers (
  id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  from_id BLOB NOT NULL,
  to_id BLOB NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  new_membership_id BLOB NULL,
  reason TEXT NOT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_union_transfers_state CHECK (state IN ('asked','accepted','refused','withdrawn')),
  CONSTRAINT ck_union_transfers_live CHECK (live_key IS NULL OR state = 'asked'),
  CONSTRAINT ck_union_transfers_two CHECK (from_id <> to_id)
) STRICT;
CREATE UNIQUE INDEX ux_union_transfers_live ON union_transfers (live_key);
CREATE INDEX ix_union_transfers_to ON union_transfers (to_id, state, created_at, id);
CREATE INDEX ix_union_transfers_person ON union_transfers (person_id, created_at, id);
