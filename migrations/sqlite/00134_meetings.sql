-- +goose Up
CREATE TABLE meetings (
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  place TEXT NOT NULL,
  chair_id BLOB NOT NULL,
  recorder_id BLOB NOT NULL,
  agenda_sealed BLOB NULL,
  minutes_sealed BLOB NULL,
  resolution_sealed BLOB NULL,
  final_at INTEGER NULL,
  final_by BLOB NULL,
  corrections INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_meetings_state CHECK (state IN ('planned','held','minutes_final','cancelled')),
  CONSTRAINT ck_meetings_kind CHECK (kind IN ('general_meeting','committee_meeting','group_meeting','party_class','theme_day','organizational_life','democratic_review')),
  CONSTRAINT ck_meetings_time CHECK (starts_at < ends_at),
  CONSTRAINT ck_meetings_final CHECK ((state = 'minutes_final') = (final_at IS NOT NULL))
) STRICT;
CREATE INDEX ix_meetings_organization ON meetings (organization_id, starts_at, id);
CREATE INDEX ix_meetings_kind ON meetings (organization_id, kind, state, starts_at);
CREATE INDEX ix_meetings_created ON meetings (created_by);
