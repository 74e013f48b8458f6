-- +goose Up

-- Whoever left a case can come back: a row is one time in the case, and the live key is that of the present one.
ALTER TABLE dispute_mediators
  ADD COLUMN live_key VARBINARY(32) NULL,
  ADD COLUMN end_reason VARCHAR(16) NOT NULL DEFAULT '',
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (dispute_id, person_id, assigned_at),
  ADD UNIQUE KEY ux_dispute_mediators_live (live_key),
  ADD CONSTRAINT ck_dispute_mediators_end_reason CHECK (end_reason IN ('', 'released', 'recused', 'seat_ended'));
