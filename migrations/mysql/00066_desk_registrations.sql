-- +goose Up
CREATE TABLE desk_registrations (
  person_id BINARY(16) NOT NULL,
  officer_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (person_id),
  CONSTRAINT ck_desk_registrations_own CHECK (officer_id <> person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
