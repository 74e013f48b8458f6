-- +goose Up

-- On which day a person last took their name and number back from review, and how often on that day.
ALTER TABLE persons ADD COLUMN identity_taken_back_on CHAR(10) NULL,
  ADD COLUMN identity_taken_back BIGINT NOT NULL DEFAULT 0;
