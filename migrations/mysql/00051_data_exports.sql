-- +goose Up
CREATE TABLE data_exports (
  id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  read_count BIGINT NOT NULL,
  last_read_at BIGINT NULL,
  PRIMARY KEY (id),
  KEY ix_data_exports_person (person_id, created_at),
  KEY ix_data_exports_expires (expires_at),
  CONSTRAINT fk_data_exports_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
