-- +goose Up
CREATE TABLE desk_registrations (
  person_id BLOB NOT NULL,
  officer_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT ck_desk_registrations_own CHECK (officer_id <> person_id)
) STRICT;
