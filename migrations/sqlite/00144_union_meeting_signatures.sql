-- +goose Up
CREATE TABLE union_meeting_signatures (
  call_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (call_id, person_id)
) STRICT;
CREATE INDEX ix_union_meeting_signatures_person ON union_meeting_signatures (person_id, created_at);
