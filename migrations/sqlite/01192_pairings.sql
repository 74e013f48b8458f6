-- +goose Up

CREATE TABLE IF NOT EXISTS pairings (
  -- A browser that waits to be signed in by a phone, for some minutes.
  id BLOB NOT NULL,
  code TEXT NOT NULL,
  secret_hash BLOB NOT NULL,
  digits TEXT NOT NULL,
  device TEXT NOT NULL,
  state TEXT NOT NULL,
  wrong_tries INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  person_id BLOB NULL,
  epoch INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_pairings_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_pairings_state CHECK (state IN ('waiting', 'confirmed', 'claimed', 'refused', 'burned')),
  CONSTRAINT ck_pairings_wrong_tries CHECK (wrong_tries BETWEEN 0 AND 3)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_pairings_code ON pairings (code);
CREATE INDEX IF NOT EXISTS ix_pairings_expires ON pairings (expires_at);
CREATE INDEX IF NOT EXISTS ix_pairings_person ON pairings (person_id);
