-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_invitations (
  -- A code by which a person asks to be a party of a case, and what came of it; the code itself is not kept.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  party_id BLOB NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  code_sha256 TEXT NOT NULL,
  asked_by BLOB NULL,
  asked_at INTEGER NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_invitations_party FOREIGN KEY (party_id) REFERENCES dispute_parties (id),
  CONSTRAINT ck_dispute_invitations_state CHECK (state IN ('open', 'asked', 'joined', 'refused', 'void')),
  CONSTRAINT ck_dispute_invitations_live CHECK ((ended_at IS NULL) = (live_key IS NOT NULL)),
  CONSTRAINT ck_dispute_invitations_asked CHECK ((asked_by IS NULL) = (asked_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_invitations_code ON dispute_invitations (code_sha256);
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_invitations_live ON dispute_invitations (live_key);
CREATE INDEX IF NOT EXISTS ix_dispute_invitations_asked ON dispute_invitations (asked_by, state);
CREATE INDEX IF NOT EXISTS ix_dispute_invitations_dispute ON dispute_invitations (dispute_id);
