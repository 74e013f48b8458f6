-- +goose Up
CREATE TABLE poll_roll_entries (
  poll_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  voted TINYINT NOT NULL,
  PRIMARY KEY (poll_id, person_id),
  KEY ix_poll_roll_entries_person (person_id, poll_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
