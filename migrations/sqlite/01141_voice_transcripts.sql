-- +goose Up

-- What was said in a recording, in writing: sealed, with its language, and whether the speaker has confirmed it.
ALTER TABLE files ADD COLUMN transcript_sealed BLOB NULL;
ALTER TABLE files ADD COLUMN transcript_lang TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN transcript_confirmed INTEGER NOT NULL DEFAULT 0;
