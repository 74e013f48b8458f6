-- +goose Up

CREATE TABLE IF NOT EXISTS polls (
  -- A vote of an organization, from its draft to its result.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  purpose TEXT NOT NULL DEFAULT 'consultation',
  title TEXT NOT NULL,
  question TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  roll_count INTEGER NOT NULL,
  roll_hash BLOB NULL,
  roll_sealed_at INTEGER NULL,
  cast_count INTEGER NULL,
  moderation TEXT NOT NULL DEFAULT 'pending',
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_polls_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_polls_purpose CHECK (purpose IN ('consultation', 'decision', 'election')),
  CONSTRAINT ck_polls_mode CHECK (mode IN ('detached', 'blind', 'named')),
  CONSTRAINT ck_polls_state CHECK (state IN ('draft', 'roll_published', 'roll_sealed', 'open', 'closed', 'certified',
    'archived', 'annulled')),
  CONSTRAINT ck_polls_moderation CHECK (moderation IN ('pending', 'passed', 'blocked'))
) STRICT;
CREATE INDEX IF NOT EXISTS ix_polls_organization ON polls (organization_id, closes_at, id);

CREATE TABLE IF NOT EXISTS poll_options (
  -- The answers one may choose from, and after the count how many chose each.
  poll_id BLOB NOT NULL,
  no INTEGER NOT NULL,
  label TEXT NOT NULL,
  votes INTEGER NULL,
  PRIMARY KEY (poll_id, no),
  CONSTRAINT fk_poll_options_poll FOREIGN KEY (poll_id) REFERENCES polls (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS poll_roll_entries (
  -- The roll: a person who may vote, and whether they have; never what they chose.
  poll_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  voted INTEGER NOT NULL,
  PRIMARY KEY (poll_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_poll_roll_entries_person ON poll_roll_entries (person_id, poll_id);

CREATE TABLE IF NOT EXISTS ballots (
  -- A ballot: a choice without a person and without a time.
  id BLOB NOT NULL,
  poll_id BLOB NOT NULL,
  choice INTEGER NOT NULL,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_ballots_tally ON ballots (poll_id, choice);
