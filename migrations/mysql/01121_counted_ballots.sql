-- +goose Up

CREATE TABLE IF NOT EXISTS ballots_counted (
  -- A ballot of a closed poll, written anew: under another random id and in another order than it was cast.
  poll_id BINARY(16) NOT NULL,
  id BINARY(16) NOT NULL,
  choice BIGINT NOT NULL,
  PRIMARY KEY (poll_id, id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
