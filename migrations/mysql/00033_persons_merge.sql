-- +goose Up
ALTER TABLE persons
  ADD COLUMN claimed_at BIGINT NULL,
  ADD COLUMN merged_into BINARY(16) NULL;
