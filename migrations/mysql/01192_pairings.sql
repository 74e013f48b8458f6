-- +goose Up

CREATE TABLE IF NOT EXISTS pairings (
  -- A browser that waits to be signed in by a phone, for some minutes.
  id BINARY(16) NOT NULL,
  code VARCHAR(32) NOT NULL,
  secret_hash BINARY(32) NOT NULL,
  digits CHAR(2) NOT NULL,
  device VARCHAR(64) NOT NULL,
  state VARCHAR(16) NOT NULL,
  wrong_tries INT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  person_id BINARY(16) NULL,
  epoch BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_pairings_code (code),
  KEY ix_pairings_expires (expires_at),
  KEY ix_pairings_person (person_id),
  CONSTRAINT fk_pairings_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_pairings_state CHECK (state IN ('waiting', 'confirmed', 'claimed', 'refused', 'burned')),
  CONSTRAINT ck_pairings_wrong_tries CHECK (wrong_tries BETWEEN 0 AND 3)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
