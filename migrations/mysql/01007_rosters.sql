-- +goose Up

CREATE TABLE IF NOT EXISTS rosters (
  -- A list of people that the head of an organization handed in as a spreadsheet, and how far it was read.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  file_id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  sheet VARCHAR(255) NOT NULL,
  header_row BIGINT NOT NULL,
  mapping VARCHAR(255) NOT NULL,
  import_as VARCHAR(16) NOT NULL,
  run_id BINARY(16) NULL,
  busy_key BINARY(16) NULL,
  step BIGINT NOT NULL,
  rows_done BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  bad_count BIGINT NOT NULL,
  added_count BIGINT NOT NULL,
  known_count BIGINT NOT NULL,
  member_count BIGINT NOT NULL,
  claimed_count BIGINT NOT NULL,
  blocker VARCHAR(64) NOT NULL,
  blocked_at VARCHAR(255) NOT NULL,
  created_by BINARY(16) NOT NULL,
  checked_at BIGINT NULL,
  imported_at BIGINT NULL,
  expires_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_rosters_run (run_id),
  UNIQUE KEY ux_rosters_busy (busy_key),
  KEY ix_rosters_body (organization_id, created_at, id),
  KEY ix_rosters_expires (expires_at),
  KEY ix_rosters_by (created_by),
  CONSTRAINT fk_rosters_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT fk_rosters_by FOREIGN KEY (created_by) REFERENCES persons (id),
  CONSTRAINT ck_rosters_state CHECK (state IN ('uploaded', 'checking', 'checked', 'importing', 'imported', 'failed',
    'cancelling', 'cancelled')),
  CONSTRAINT ck_rosters_import_as CHECK (import_as IN ('', 'invitation', 'membership')),
  CONSTRAINT ck_rosters_run CHECK ((run_id IS NOT NULL) = (state IN ('checking', 'importing', 'cancelling'))),
  CONSTRAINT ck_rosters_busy CHECK ((busy_key IS NOT NULL) = (state IN ('importing', 'cancelling')))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS roster_entries (
  -- A line of a list: a person by name and identity number, sealed until the person says yes.
  id BINARY(16) NOT NULL,
  organization_id BINARY(16) NOT NULL,
  roster_id BINARY(16) NOT NULL,
  row_no BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  side VARCHAR(16) NOT NULL,
  name_sealed VARBINARY(512) NULL,
  id_number_sealed VARBINARY(128) NULL,
  id_number_index BINARY(32) NULL,
  id_number_index_alt BINARY(32) NULL,
  person_id BINARY(16) NULL,
  membership_id BINARY(16) NULL,
  decided_at BIGINT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_roster_entries_number (organization_id, id_number_index),
  UNIQUE KEY ux_roster_entries_alt (organization_id, id_number_index_alt),
  UNIQUE KEY ux_roster_entries_row (roster_id, row_no),
  KEY ix_roster_entries_number (id_number_index),
  KEY ix_roster_entries_alt (id_number_index_alt),
  KEY ix_roster_entries_person (person_id),
  KEY ix_roster_entries_expires (expires_at),
  CONSTRAINT fk_roster_entries_roster FOREIGN KEY (roster_id) REFERENCES rosters (id),
  CONSTRAINT ck_roster_entries_state CHECK (state IN ('waiting', 'claimed', 'declined')),
  CONSTRAINT ck_roster_entries_side CHECK (side IN ('migrant', 'local_cadre')),
  CONSTRAINT ck_roster_entries_answer CHECK ((person_id IS NOT NULL) = (state <> 'waiting')),
  CONSTRAINT ck_roster_entries_sealed CHECK (
    (name_sealed IS NULL) = (state = 'claimed') AND (id_number_sealed IS NULL) = (state = 'claimed'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS roster_fault_rows (
  -- The lines of a list that cannot be imported, with the codes of their faults.
  roster_id BINARY(16) NOT NULL,
  row_no BIGINT NOT NULL,
  faults VARCHAR(255) NOT NULL,
  PRIMARY KEY (roster_id, row_no),
  CONSTRAINT fk_roster_fault_rows_roster FOREIGN KEY (roster_id) REFERENCES rosters (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
