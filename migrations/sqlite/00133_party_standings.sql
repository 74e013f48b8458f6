-- +goose Up
CREATE TABLE party_standings (
  id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  standing TEXT NOT NULL,
  since TEXT NOT NULL,
  meeting_id BLOB NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_party_standings CHECK (standing IN ('full','probationary','activist') AND recorded_by <> person_id)
) STRICT;
CREATE INDEX ix_party_standings_membership ON party_standings (membership_id, created_at);
CREATE INDEX ix_party_standings_person ON party_standings (person_id, created_at);
