-- +goose Up
CREATE TABLE consents (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  purpose TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  live_key BLOB NULL,
  given_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_consents_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_consents_end CHECK (end_reason IN ('','withdrawn','renewed','closed')),
  CONSTRAINT ck_consents_live CHECK ((live_key IS NULL) = (ended_at IS NOT NULL) AND (ended_at IS NOT NULL) = (end_reason <> ''))
) STRICT;
CREATE UNIQUE INDEX ux_consents_number ON consents (person_id, purpose, number);
CREATE UNIQUE INDEX ux_consents_live ON consents (live_key);
