-- +goose Up
ALTER TABLE persons
  ADD COLUMN nickname_folded VARCHAR(64) NOT NULL DEFAULT '',
  ADD COLUMN nickname_pinyin VARCHAR(160) NOT NULL DEFAULT '',
  ADD COLUMN nickname_initials VARCHAR(64) NOT NULL DEFAULT '',
  ADD COLUMN suggestions_off_at BIGINT NULL;
