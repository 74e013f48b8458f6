-- +goose Up
CREATE TABLE meeting_corrections (
  id BLOB NOT NULL,
  meeting_id BLOB NOT NULL,
  no INTEGER NOT NULL,
  minutes_sealed BLOB NULL,
  resolution_sealed BLOB NULL,
  reason_sealed BLOB NULL,
  corrected_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_meeting_corrections CHECK (no >= 1)
) STRICT;
CREATE UNIQUE INDEX ux_meeting_corrections ON meeting_corrections (meeting_id, no);
CREATE INDEX ix_meeting_corrections_by ON meeting_corrections (corrected_by);
