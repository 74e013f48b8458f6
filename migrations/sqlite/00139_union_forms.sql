-- +goose Up
CREATE TABLE union_forms (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  channel TEXT NOT NULL,
  employment TEXT NOT NULL,
  work_kind TEXT NOT NULL,
  employer_name TEXT NOT NULL,
  employer_code TEXT NOT NULL,
  started_on TEXT NULL,
  statement_sealed BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_union_forms_channel CHECK (channel IN ('registration','hotline','self')),
  CONSTRAINT ck_union_forms_employment CHECK (employment IN ('contract','gig'))
) STRICT;
CREATE INDEX ix_union_forms_person ON union_forms (person_id, created_at);
