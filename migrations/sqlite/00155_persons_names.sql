-- +goose Up
ALTER TABLE persons ADD COLUMN nickname_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN nickname_pinyin TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN nickname_initials TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN suggestions_off_at INTEGER NULL;
