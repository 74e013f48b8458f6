-- +goose Up

-- The code that a person shows so that somebody can name them: only a keyed hash of it, and until when it holds.
ALTER TABLE persons ADD COLUMN code_mac BLOB NULL;
ALTER TABLE persons ADD COLUMN code_ends_at INTEGER NULL;
CREATE UNIQUE INDEX ux_persons_code ON persons (code_mac);
