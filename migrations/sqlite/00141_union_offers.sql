-- +goose Up
CREATE TABLE union_offers (
  person_id BLOB NOT NULL,
  declined_at INTEGER NOT NULL,
  PRIMARY KEY (person_id)
) STRICT;
