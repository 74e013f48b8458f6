-- +goose Up
CREATE TABLE consents (
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  purpose VARCHAR(32) NOT NULL,
  number BIGINT NOT NULL,
  version BIGINT NOT NULL,
  live_key VARBINARY(64) NULL,
  given_at BIGINT NOT NULL,
  ended_at BIGINT NULL,
  end_reason VARCHAR(16) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_consents_number (person_id, purpose, number),
  UNIQUE KEY ux_consents_live (live_key),
  CONSTRAINT fk_consents_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_consents_end CHECK (end_reason IN ('','withdrawn','renewed','closed')),
  CONSTRAINT ck_consents_live CHECK ((live_key IS NULL) = (ended_at IS NOT NULL) AND (ended_at IS NOT NULL) = (end_reason <> ''))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
