-- +goose Up

CREATE TABLE IF NOT EXISTS polls (
  -- A vote of an organization, from its draft to its result.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  purpose VARCHAR(16) NOT NULL DEFAULT 'consultation',
  title VARCHAR(128) NOT NULL,
  question VARCHAR(2000) NOT NULL,
  mode VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  opens_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  roll_count BIGINT NOT NULL,
  roll_hash BINARY(32) NULL,
  roll_sealed_at BIGINT NULL,
  cast_count BIGINT NULL,
  moderation VARCHAR(16) NOT NULL DEFAULT 'pending',
  created_by BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_polls_organization (organization_id, closes_at, id),
  CONSTRAINT fk_polls_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_polls_purpose CHECK (purpose IN ('consultation', 'decision', 'election')),
  CONSTRAINT ck_polls_mode CHECK (mode IN ('detached', 'blind', 'named')),
  CONSTRAINT ck_polls_state CHECK (state IN ('draft', 'roll_published', 'roll_sealed', 'open', 'closed', 'certified',
    'archived', 'annulled')),
  CONSTRAINT ck_polls_moderation CHECK (moderation IN ('pending', 'passed', 'blocked'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS poll_options (
  -- The answers one may choose from, and after the count how many chose each.
  poll_id BINARY(16) NOT NULL,
  no BIGINT NOT NULL,
  label VARCHAR(128) NOT NULL,
  votes BIGINT NULL,
  PRIMARY KEY (poll_id, no),
  CONSTRAINT fk_poll_options_poll FOREIGN KEY (poll_id) REFERENCES polls (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS poll_roll_entries (
  -- The roll: a person who may vote, and whether they have; never what they chose.
  poll_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  voted TINYINT NOT NULL,
  PRIMARY KEY (poll_id, person_id),
  KEY ix_poll_roll_entries_person (person_id, poll_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS ballots (
  -- A ballot: a choice without a person and without a time.
  id BINARY(16) NOT NULL,
  poll_id BINARY(16) NOT NULL,
  choice BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_ballots_tally (poll_id, choice)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
