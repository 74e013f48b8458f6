-- +goose Up

-- Where a case goes on: the letter with which it went to an organ, and the case of a committee below of which it
-- is the continuation. A case is handed up once.
ALTER TABLE disputes ADD COLUMN letter_on TEXT NULL;
ALTER TABLE disputes ADD COLUMN handed_from BLOB NULL;
CREATE UNIQUE INDEX IF NOT EXISTS ux_disputes_handed_from ON disputes (handed_from);
