-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_invitations (
  -- A code by which a person asks to be a party of a case, and what came of it; the code itself is not kept.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  party_id BINARY(16) NOT NULL,
  state VARCHAR(8) NOT NULL,
  live_key BINARY(16) NULL,
  code_sha256 CHAR(64) NOT NULL,
  asked_by BINARY(16) NULL,
  asked_at BIGINT NULL,
  created_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_invitations_code (code_sha256),
  UNIQUE KEY ux_dispute_invitations_live (live_key),
  KEY ix_dispute_invitations_asked (asked_by, state),
  KEY ix_dispute_invitations_dispute (dispute_id),
  CONSTRAINT fk_dispute_invitations_party FOREIGN KEY (party_id) REFERENCES dispute_parties (id),
  CONSTRAINT ck_dispute_invitations_state CHECK (state IN ('open', 'asked', 'joined', 'refused', 'void')),
  CONSTRAINT ck_dispute_invitations_live CHECK ((ended_at IS NULL) = (live_key IS NOT NULL)),
  CONSTRAINT ck_dispute_invitations_asked CHECK ((asked_by IS NULL) = (asked_at IS NULL))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
