-- +goose Up

-- A case from its acceptance to a performed agreement: what nothing could reach is gone, the file number is
-- given when both sides have consented, and whoever ends a case says where to go.
ALTER TABLE disputes
  ADD COLUMN file_no VARCHAR(64) NULL,
  ADD COLUMN goes_to VARCHAR(32) NOT NULL DEFAULT '',
  ADD COLUMN decided_at BIGINT NULL,
  ADD UNIQUE KEY ux_disputes_file_no (committee_id, file_no),
  ADD CONSTRAINT ck_disputes_goes_to CHECK (goes_to IN ('', 'arbitration', 'court', 'legal_aid', 'labour_inspection', 'police',
    'department', 'higher_committee')),
  DROP CONSTRAINT ck_disputes_state,
  ADD CONSTRAINT ck_disputes_state CHECK (state IN ('applied', 'consent_pending', 'accepted', 'not_accepted',
    'assigned', 'in_session', 'signing', 'effective', 'performed', 'breached', 'withdrawn', 'terminated', 'handed_up',
    'referred', 'archived')),
  DROP CONSTRAINT ck_disputes_reason,
  ADD CONSTRAINT ck_disputes_reason CHECK (reason IN ('', 'special_organ', 'already_taken', 'party_refuses', 'not_civil',
    'by_applicant', 'party_stopped', 'no_agreement', 'unreachable', 'unfit', 'moved_up', 'sent_on'));
