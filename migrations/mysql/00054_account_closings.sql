-- +goose Up
CREATE TABLE account_closings (
  person_id BINARY(16) NOT NULL,
  closed_at BIGINT NOT NULL,
  settled_at BIGINT NULL,
  PRIMARY KEY (person_id),
  KEY ix_account_closings_closed (closed_at)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
