-- +goose Up
CREATE TABLE meeting_attendances (
  meeting_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  voter BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  marked_by BINARY(16) NULL,
  marked_at BIGINT NULL,
  PRIMARY KEY (meeting_id, person_id),
  KEY ix_meeting_attendances_person (person_id, meeting_id),
  CONSTRAINT ck_meeting_attendances CHECK (state IN ('expected','present','absent','leave') AND voter IN (0, 1))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
