-- +goose Up
ALTER TABLE organizations ADD COLUMN union_no TEXT NULL;
ALTER TABLE organizations ADD COLUMN last_member_no INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN employer_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN parent_asked_id BLOB NULL;
ALTER TABLE organizations ADD COLUMN parent_asked_at INTEGER NULL;
CREATE UNIQUE INDEX ux_organizations_union ON organizations (union_no);
CREATE INDEX ix_organizations_employed ON organizations (employer_folded, kind, state);
CREATE INDEX ix_organizations_asked ON organizations (parent_asked_id, parent_asked_at, id);
