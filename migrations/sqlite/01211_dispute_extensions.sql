-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_extensions (
  -- That a party agrees to settle the case by a later day, once for each day.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  party_id BLOB NOT NULL,
  until_on TEXT NOT NULL,
  way TEXT NOT NULL,
  witness_sealed BLOB NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_extensions_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_extensions_way CHECK (way IN ('self', 'paper', 'oral'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_extensions_day ON dispute_extensions (party_id, until_on);
CREATE INDEX IF NOT EXISTS ix_dispute_extensions_dispute ON dispute_extensions (dispute_id, until_on);
