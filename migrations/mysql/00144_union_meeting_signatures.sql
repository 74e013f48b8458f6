-- +goose Up
CREATE TABLE union_meeting_signatures (
  call_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (call_id, person_id),
  KEY ix_union_meeting_signatures_person (person_id, created_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
