-- +goose Up
CREATE TABLE roster_entries (
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
  CONSTRAINT ck_roster_entries_state CHECK (state IN ('waiting','claimed','declined')),
  CONSTRAINT ck_roster_entries_side CHECK (side IN ('migrant','local_cadre')),
  CONSTRAINT ck_roster_entries_answer CHECK ((person_id IS NOT NULL) = (state <> 'waiting')),
  CONSTRAINT ck_roster_entries_sealed CHECK ((name_sealed IS NULL) = (state = 'claimed') AND (id_number_sealed IS NULL) = (state = 'claimed'))
) STRICT;
CREATE UNIQUE INDEX ux_roster_entries_number ON roster_entries (organization_id, id_number_index);
CREATE UNIQUE INDEX ux_roster_entries_alt ON roster_entries (organization_id, id_number_index_alt);
CREATE UNIQUE INDEX ux_roster_entries_row ON roster_entries (roster_id, row_no);
CREATE INDEX ix_roster_entries_number ON roster_entries (id_number_index);
CREATE INDEX ix_roster_entries_alt ON roster_entries (id_number_index_alt);
CREATE INDEX ix_roster_entries_person ON roster_entries (person_id);
CREATE INDEX ix_roster_entries_expires ON roster_entries (expires_at);
