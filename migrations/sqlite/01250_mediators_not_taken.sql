-- +goose Up

-- One more reason why a mediator left a case. SQLite cannot change a CHECK: the table is made anew, and nothing
-- points at it.
CREATE TABLE dispute_mediators_anew (
  -- The mediators of a case, a row for each time in it; one of those who are in it leads.
  dispute_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  is_lead INTEGER NOT NULL,
  assigned_by BLOB NOT NULL,
  assigned_at INTEGER NOT NULL,
  taken_at INTEGER NULL,
  ended_at INTEGER NULL,
  live_key BLOB NULL,
  end_reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (dispute_id, person_id, assigned_at),
  CONSTRAINT fk_dispute_mediators_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_mediators_end_reason CHECK (end_reason IN ('', 'released', 'recused', 'seat_ended', 'not_taken'))
) STRICT, WITHOUT ROWID;
INSERT INTO dispute_mediators_anew (dispute_id, person_id, is_lead, assigned_by, assigned_at, taken_at, ended_at,
    live_key, end_reason)
  SELECT dispute_id, person_id, is_lead, assigned_by, assigned_at, taken_at, ended_at, live_key, end_reason
  FROM dispute_mediators;
DROP TABLE dispute_mediators;
ALTER TABLE dispute_mediators_anew RENAME TO dispute_mediators;
CREATE INDEX ix_dispute_mediators_person ON dispute_mediators (person_id, dispute_id);
CREATE UNIQUE INDEX ux_dispute_mediators_live ON dispute_mediators (live_key);
