-- +goose Up

-- More lines of the timeline, and lines that one party reads with the committee.
ALTER TABLE dispute_events
  ADD COLUMN party_id BINARY(16) NULL,
  DROP CONSTRAINT ck_dispute_events_kind,
  ADD CONSTRAINT ck_dispute_events_kind CHECK (kind IN ('filed', 'accepted', 'registered', 'declined', 'assigned', 'taken',
    'released', 'recused', 'consented', 'refused', 'informed', 'withdrawn', 'stopped', 'terminated', 'told', 'moved_up',
    'moved_in', 'sent_on', 'party_added', 'party_joined', 'extended', 'session_planned', 'session_held',
    'session_cancelled', 'proposed', 'redrawn', 'signed', 'sealed', 'effective', 'paid', 'performed', 'breached',
    'revisited', 'handed_in', 'message', 'note')),
  DROP CONSTRAINT ck_dispute_events_audience,
  ADD CONSTRAINT ck_dispute_events_audience CHECK (audience IN ('parties', 'committee', 'party'));
