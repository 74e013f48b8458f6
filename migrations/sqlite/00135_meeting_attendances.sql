-- +goose Up
CREATE TABLE meeting_attendances (
  meeting_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  voter INTEGER NOT NULL,
  state TEXT NOT NULL,
  marked_by BLOB NULL,
  marked_at INTEGER NULL,
  PRIMARY KEY (meeting_id, person_id),
  CONSTRAINT ck_meeting_attendances CHECK (state IN ('expected','present','absent','leave') AND voter IN (0, 1))
) STRICT;
CREATE INDEX ix_meeting_attendances_person ON meeting_attendances (person_id, meeting_id);
