-- +goose Up
CREATE TABLE contact_reveals (
  id BINARY(16) NOT NULL,
  actor_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  membership_id BINARY(16) NOT NULL,
  day CHAR(10) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_contact_reveals_day (actor_id, day),
  KEY ix_contact_reveals_person (person_id, created_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
