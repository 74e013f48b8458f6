-- +goose Up

CREATE TABLE dispute_agreements (
  -- The versions of an agreement; what one says is sealed and never changes.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL,
  content_sealed BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  live_key BLOB NULL,
  proposed_by BLOB NOT NULL,
  effective_on TEXT NULL,
  confirm_until TEXT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_agreements_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_agreements_state CHECK (state IN ('signing', 'effective', 'void'))
) STRICT;

CREATE UNIQUE INDEX ux_dispute_agreements_seq ON dispute_agreements (dispute_id, seq);
CREATE UNIQUE INDEX ux_dispute_agreements_live ON dispute_agreements (live_key);
