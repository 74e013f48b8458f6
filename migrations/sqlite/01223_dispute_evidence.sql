-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_evidence (
  -- A piece that was handed in with a case, by the id of its file. A piece is replaced once.
  id BLOB NOT NULL PRIMARY KEY,
  dispute_id BLOB NOT NULL,
  party_id BLOB NULL,
  title_sealed BLOB NULL,
  replaces_id BLOB NULL,
  shared_at INTEGER NULL,
  shared_by BLOB NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  CONSTRAINT fk_dispute_evidence_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT fk_dispute_evidence_party FOREIGN KEY (party_id) REFERENCES dispute_parties (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_evidence_replaces ON dispute_evidence (replaces_id);
CREATE INDEX IF NOT EXISTS ix_dispute_evidence_dispute ON dispute_evidence (dispute_id, created_at);
CREATE INDEX IF NOT EXISTS ix_dispute_evidence_party ON dispute_evidence (party_id);
CREATE INDEX IF NOT EXISTS ix_dispute_evidence_created_by ON dispute_evidence (created_by);
CREATE INDEX IF NOT EXISTS ix_dispute_evidence_shared_by ON dispute_evidence (shared_by);
