-- +goose Up

-- Where a case goes on: the letter with which it went to an organ, and the case of a committee below of which it
-- is the continuation. A case is handed up once.
ALTER TABLE disputes
  ADD COLUMN letter_on CHAR(10) NULL,
  ADD COLUMN handed_from BINARY(16) NULL,
  ADD UNIQUE KEY ux_disputes_handed_from (handed_from);
