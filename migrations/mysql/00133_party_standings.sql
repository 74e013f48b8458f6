-- +goose Up
CREATE TABLE party_standings (
  id BINARY(16) NOT NULL,
  membership_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  standing VARCHAR(16) NOT NULL,
  since CHAR(10) NOT NULL,
  meeting_id BINARY(16) NULL,
  recorded_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_party_standings_membership (membership_id, created_at),
  KEY ix_party_standings_person (person_id, created_at),
  CONSTRAINT ck_party_standings CHECK (standing IN ('full','probationary','activist') AND recorded_by <> person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
