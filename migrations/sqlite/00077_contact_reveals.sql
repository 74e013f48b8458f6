-- +goose Up
CREATE TABLE contact_reveals (
  id BLOB NOT NULL,
  actor_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT;
CREATE INDEX ix_contact_reveals_day ON contact_reveals (actor_id, day);
CREATE INDEX ix_contact_reveals_person ON contact_reveals (person_id, created_at);
