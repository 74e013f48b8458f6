-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_extensions (
  -- That a party agrees to settle the case by a later day, once for each day.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  party_id BINARY(16) NOT NULL,
  until_on CHAR(10) NOT NULL,
  way VARCHAR(16) NOT NULL,
  witness_sealed VARBINARY(1024) NULL,
  recorded_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_extensions_day (party_id, until_on),
  KEY ix_dispute_extensions_dispute (dispute_id, until_on),
  CONSTRAINT fk_dispute_extensions_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_extensions_way CHECK (way IN ('self', 'paper', 'oral'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
