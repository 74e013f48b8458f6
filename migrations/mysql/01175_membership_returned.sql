-- +goose Up

-- An application that was sent back for correction.
ALTER TABLE memberships DROP CONSTRAINT ck_memberships_state,
  ADD CONSTRAINT ck_memberships_state CHECK (state IN ('invited', 'applied', 'returned', 'active', 'ended', 'rejected',
    'withdrawn', 'declined', 'expired'));
