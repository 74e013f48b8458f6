-- +goose Up
CREATE TABLE data_exports (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  read_count INTEGER NOT NULL,
  last_read_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_data_exports_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE INDEX ix_data_exports_person ON data_exports (person_id, created_at);
CREATE INDEX ix_data_exports_expires ON data_exports (expires_at);
