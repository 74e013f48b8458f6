-- +goose Up
CREATE TABLE poll_options (
  poll_id BINARY(16) NOT NULL,
  no BIGINT NOT NULL,
  label VARCHAR(128) NOT NULL,
  votes BIGINT NULL,
  PRIMARY KEY (poll_id, no),
  CONSTRAINT fk_poll_options_poll FOREIGN KEY (poll_id) REFERENCES polls (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
