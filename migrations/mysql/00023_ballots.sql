-- +goose Up
CREATE TABLE ballots (
  id BINARY(16) NOT NULL,
  poll_id BINARY(16) NOT NULL,
  choice BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_ballots_tally (poll_id, choice)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
