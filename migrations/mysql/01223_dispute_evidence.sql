-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_evidence (
  -- A piece that was handed in with a case, by the id of its file. A piece is replaced once.
  id BINARY(16) NOT NULL PRIMARY KEY,
  dispute_id BINARY(16) NOT NULL,
  party_id BINARY(16) NULL,
  title_sealed VARBINARY(512) NULL,
  replaces_id BINARY(16) NULL,
  shared_at BIGINT NULL,
  shared_by BINARY(16) NULL,
  created_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT fk_dispute_evidence_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT fk_dispute_evidence_party FOREIGN KEY (party_id) REFERENCES dispute_parties (id),
  UNIQUE KEY ux_dispute_evidence_replaces (replaces_id),
  KEY ix_dispute_evidence_dispute (dispute_id, created_at),
  KEY ix_dispute_evidence_party (party_id),
  KEY ix_dispute_evidence_created_by (created_by),
  KEY ix_dispute_evidence_shared_by (shared_by)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
