-- +goose Up

CREATE TABLE IF NOT EXISTS rosters (
  -- A list of people that the head of an organization handed in as a spreadsheet, and how far it was read.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  file_id BLOB NOT NULL,
  state TEXT NOT NULL,
  sheet TEXT NOT NULL,
  header_row INTEGER NOT NULL,
  mapping TEXT NOT NULL,
  import_as TEXT NOT NULL,
  run_id BLOB NULL,
  busy_key BLOB NULL,
  step INTEGER NOT NULL,
  rows_done INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  bad_count INTEGER NOT NULL,
  added_count INTEGER NOT NULL,
  known_count INTEGER NOT NULL,
  member_count INTEGER NOT NULL,
  claimed_count INTEGER NOT NULL,
  blocker TEXT NOT NULL,
  blocked_at TEXT NOT NULL,
  created_by BLOB NOT NULL,
  checked_at INTEGER NULL,
  imported_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_rosters_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT fk_rosters_by FOREIGN KEY (created_by) REFERENCES persons (id),
  CONSTRAINT ck_rosters_state CHECK (state IN ('uploaded', 'checking', 'checked', 'importing', 'imported', 'failed',
    'cancelling', 'cancelled')),
  CONSTRAINT ck_rosters_import_as CHECK (import_as IN ('', 'invitation', 'membership')),
  CONSTRAINT ck_rosters_run CHECK ((run_id IS NOT NULL) = (state IN ('checking', 'importing', 'cancelling'))),
  CONSTRAINT ck_rosters_busy CHECK ((busy_key IS NOT NULL) = (state IN ('importing', 'cancelling')))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_rosters_run ON rosters (run_id);
CREATE UNIQUE INDEX IF NOT EXISTS ux_rosters_busy ON rosters (busy_key);
CREATE INDEX IF NOT EXISTS ix_rosters_body ON rosters (organization_id, created_at, id);
CREATE INDEX IF NOT EXISTS ix_rosters_expires ON rosters (expires_at);
CREATE INDEX IF NOT EXISTS ix_rosters_by ON rosters (created_by);

CREATE TABLE IF NOT EXISTS roster_entries (
  -- A line of a list: a person by name and identity number, sealed until the person says yes.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  roster_id BLOB NOT NULL,
  row_no INTEGER NOT NULL,
  state TEXT NOT NULL,
  side TEXT NOT NULL,
  name_sealed BLOB NULL,
  id_number_sealed BLOB NULL,
  id_number_index BLOB NULL,
  id_number_index_alt BLOB NULL,
  person_id BLOB NULL,
  membership_id BLOB NULL,
  decided_at INTEGER NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_roster_entries_roster FOREIGN KEY (roster_id) REFERENCES rosters (id),
  CONSTRAINT ck_roster_entries_state CHECK (state IN ('waiting', 'claimed', 'declined')),
  CONSTRAINT ck_roster_entries_side CHECK (side IN ('migrant', 'local_cadre')),
  CONSTRAINT ck_roster_entries_answer CHECK ((person_id IS NOT NULL) = (state <> 'waiting')),
  CONSTRAINT ck_roster_entries_sealed CHECK (
    (name_sealed IS NULL) = (state = 'claimed') AND (id_number_sealed IS NULL) = (state = 'claimed'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_roster_entries_number ON roster_entries (organization_id, id_number_index);
CREATE UNIQUE INDEX IF NOT EXISTS ux_roster_entries_alt ON roster_entries (organization_id, id_number_index_alt);
CREATE UNIQUE INDEX IF NOT EXISTS ux_roster_entries_row ON roster_entries (roster_id, row_no);
CREATE INDEX IF NOT EXISTS ix_roster_entries_number ON roster_entries (id_number_index);
CREATE INDEX IF NOT EXISTS ix_roster_entries_alt ON roster_entries (id_number_index_alt);
CREATE INDEX IF NOT EXISTS ix_roster_entries_person ON roster_entries (person_id);
CREATE INDEX IF NOT EXISTS ix_roster_entries_expires ON roster_entries (expires_at);

CREATE TABLE IF NOT EXISTS roster_fault_rows (
  -- The lines of a list that cannot be imported, with the codes of their faults.
  roster_id BLOB NOT NULL,
  row_no INTEGER NOT NULL,
  faults TEXT NOT NULL,
  PRIMARY KEY (roster_id, row_no),
  CONSTRAINT fk_roster_fault_rows_roster FOREIGN KEY (roster_id) REFERENCES rosters (id)
) STRICT;
