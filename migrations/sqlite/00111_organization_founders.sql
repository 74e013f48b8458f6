-- +goose Up
CREATE TABLE organization_founders (
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  signed_at INTEGER NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (organization_id, person_id),
  CONSTRAINT fk_organization_founders_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_organization_founders_state CHECK (state IN ('invited','signed','withdrawn')),
  CONSTRAINT ck_organization_founders_signed CHECK (state <> 'signed' OR signed_at IS NOT NULL)
) STRICT;
CREATE INDEX ix_organization_founders_person ON organization_founders (person_id, state);
