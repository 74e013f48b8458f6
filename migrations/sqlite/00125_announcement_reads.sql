-- +goose Up
CREATE TABLE announcement_reads (
  announcement_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (announcement_id, person_id),
  CONSTRAINT fk_announcement_reads_announcement FOREIGN KEY (announcement_id) REFERENCES announcements (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_announcement_reads_person ON announcement_reads (person_id);
