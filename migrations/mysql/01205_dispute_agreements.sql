-- +goose Up

CREATE TABLE dispute_agreements (
  -- The versions of an agreement; what one says is sealed and never changes.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  seq BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  content_sealed MEDIUMBLOB NOT NULL,
  sha256 CHAR(64) NOT NULL,
  live_key BINARY(16) NULL,
  proposed_by BINARY(16) NOT NULL,
  effective_on CHAR(10) NULL,
  confirm_until CHAR(10) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_agreements_seq (dispute_id, seq),
  UNIQUE KEY ux_dispute_agreements_live (live_key),
  CONSTRAINT fk_dispute_agreements_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_agreements_state CHECK (state IN ('signing', 'effective', 'void'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
