-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_referrals (
  -- The letter by which an organ sent a case to a committee.
  dispute_id BINARY(16) NOT NULL,
  organ VARCHAR(16) NOT NULL,
  name VARCHAR(60) NOT NULL,
  number VARCHAR(60) NOT NULL,
  written_on CHAR(10) NOT NULL,
  reply_until CHAR(10) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (dispute_id),
  CONSTRAINT fk_dispute_referrals_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_referrals_organ CHECK (organ IN ('court', 'police', 'letters', 'centre', 'inspection', 'union'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
