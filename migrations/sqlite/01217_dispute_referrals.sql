-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_referrals (
  -- The letter by which an organ sent a case to a committee.
  dispute_id BLOB NOT NULL,
  organ TEXT NOT NULL,
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  written_on TEXT NOT NULL,
  reply_until TEXT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (dispute_id),
  CONSTRAINT fk_dispute_referrals_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_referrals_organ CHECK (organ IN ('court', 'police', 'letters', 'centre', 'inspection', 'union'))
) STRICT;
