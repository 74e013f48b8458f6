-- +goose Up
CREATE TABLE role_offers (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  role TEXT NOT NULL,
  region_code TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  state TEXT NOT NULL,
  live_key TEXT NULL,
  offered_by BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_role_offers_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_role_offers_state CHECK (state IN ('proposed','offered','accepted','declined','withdrawn','expired')),
  CONSTRAINT ck_role_offers_live CHECK (live_key IS NULL OR state IN ('proposed','offered')),
  CONSTRAINT ck_role_offers_own CHECK (offered_by <> person_id)
) STRICT;
CREATE UNIQUE INDEX ux_role_offers_live ON role_offers (live_key);
CREATE INDEX ix_role_offers_person ON role_offers (person_id, state);
CREATE INDEX ix_role_offers_region ON role_offers (region_code, state);
