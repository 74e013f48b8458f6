-- +goose Up
CREATE TABLE union_offers (
  person_id BINARY(16) NOT NULL,
  declined_at BIGINT NOT NULL,
  PRIMARY KEY (person_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
