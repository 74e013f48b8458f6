-- +goose Up

-- One more reason why a mediator left a case.
ALTER TABLE dispute_mediators
  DROP CONSTRAINT ck_dispute_mediators_end_reason,
  ADD CONSTRAINT ck_dispute_mediators_end_reason CHECK (end_reason IN ('', 'released', 'recused', 'seat_ended', 'not_taken'));
