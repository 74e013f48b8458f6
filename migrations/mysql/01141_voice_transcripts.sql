-- +goose Up

-- What was said in a recording, in writing: sealed, with its language, and whether the speaker has confirmed it.
ALTER TABLE files ADD COLUMN transcript_sealed BLOB NULL,
  ADD COLUMN transcript_lang VARCHAR(35) NOT NULL DEFAULT '',
  ADD COLUMN transcript_confirmed TINYINT(1) NOT NULL DEFAULT 0;
