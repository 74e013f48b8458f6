-- +goose Up

-- On which day a person last took their name and number back from review, and how often on that day.
ALTER TABLE persons ADD COLUMN identity_taken_back_on TEXT NULL;
ALTER TABLE persons ADD COLUMN identity_taken_back INTEGER NOT NULL DEFAULT 0;
