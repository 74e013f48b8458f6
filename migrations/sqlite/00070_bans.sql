-- +goose Up
CREATE TABLE bans (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  scope TEXT NOT NULL,
  reason TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  imposed_by BLOB NOT NULL,
  lifted_at INTEGER NULL,
  lifted_by BLOB NULL,
  lift_reason TEXT NOT NULL,
  carried_from BLOB NULL,
  id_number_sealed BLOB NULL,
  id_number_index BLOB NULL,
  id_number_index_alt BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_bans_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id),
  CONSTRAINT ck_bans_scope CHECK (scope IN ('posting','account')),
  CONSTRAINT ck_bans_term CHECK (ends_at > starts_at),
  CONSTRAINT ck_bans_own CHECK (imposed_by <> person_id)
) STRICT;
CREATE UNIQUE INDEX ux_bans_carried ON bans (carried_from);
CREATE INDEX ix_bans_person ON bans (person_id, ends_at);
CREATE INDEX ix_bans_case ON bans (case_id);
CREATE INDEX ix_bans_id_number ON bans (id_number_index);
CREATE INDEX ix_bans_id_number_alt ON bans (id_number_index_alt);
