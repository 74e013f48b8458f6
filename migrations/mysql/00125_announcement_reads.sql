-- +goose Up
CREATE TABLE announcement_reads (
  announcement_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (announcement_id, person_id),
  KEY ix_announcement_reads_person (person_id),
  CONSTRAINT fk_announcement_reads_announcement FOREIGN KEY (announcement_id) REFERENCES announcements (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
