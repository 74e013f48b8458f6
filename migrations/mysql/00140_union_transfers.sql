-- +goose Up
CREATE TABLE union_transfers (
  id BINARY(16) NOT NULL,
  membership_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  from_id BINARY(16) NOT NULL,
  to_id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  live_key BINARY(16) NULL,
  new_membership_id BINARY(16) NULL,
  reason VARCHAR(200) NOT NULL,
  decided_by BINARY(16) NULL,
  decided_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_union_transfers_live (live_key),
  KEY ix_union_transfers_to (to_id, state, created_at, id),
  KEY ix_union_transfers_person (person_id, created_at, id),
  CONSTRAINT ck_union_transfers_state CHECK (state IN ('asked','accepted','refused','withdrawn')),
  CONSTRAINT ck_union_transfers_live CHECK (live_key IS NULL OR state = 'asked'),
  CONSTRAINT ck_union_transfers_two CHECK (from_id <> to_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
