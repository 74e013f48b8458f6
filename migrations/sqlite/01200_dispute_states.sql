-- +goose Up

-- A case from its acceptance to a performed agreement: what nothing could reach is gone, the file number is
-- given when both sides have consented, and whoever ends a case says where to go. SQLite cannot change a CHECK:
-- the table is made anew, and with it the three whose foreign keys point here, each in its new form at once.
CREATE TABLE disputes_anew (
  -- A case before a committee; what the applicant says is sealed.
  id BLOB NOT NULL,
  number TEXT NOT NULL,
  file_no TEXT NULL,
  committee_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  filed_by BLOB NOT NULL,
  category TEXT NOT NULL,
  source TEXT NOT NULL,
  statement_sealed BLOB NOT NULL,
  amount_fen INTEGER NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  goes_to TEXT NOT NULL DEFAULT '',
  applied_at INTEGER NOT NULL,
  decided_at INTEGER NULL,
  accepted_at INTEGER NULL,
  assigned_at INTEGER NULL,
  taken_at INTEGER NULL,
  ended_at INTEGER NULL,
  due_on TEXT NULL,
  next_event_seq INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_disputes_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id),
  CONSTRAINT fk_disputes_filer FOREIGN KEY (filed_by) REFERENCES persons (id),
  CONSTRAINT ck_disputes_category CHECK (category IN ('marriage_family', 'neighbour', 'house_homestead', 'contract',
    'production', 'damage', 'land', 'expropriation', 'environment', 'labour', 'consumer', 'medical', 'traffic',
    'property', 'tourism', 'ip', 'internet', 'other')),
  CONSTRAINT ck_disputes_source CHECK (source IN ('application', 'proactive', 'referral')),
  CONSTRAINT ck_disputes_state CHECK (state IN ('applied', 'consent_pending', 'accepted', 'not_accepted',
    'assigned', 'in_session', 'signing', 'effective', 'performed', 'breached', 'withdrawn', 'terminated', 'handed_up',
    'referred', 'archived')),
  CONSTRAINT ck_disputes_reason CHECK (reason IN ('', 'special_organ', 'already_taken', 'party_refuses', 'not_civil',
    'by_applicant', 'party_stopped', 'no_agreement', 'unreachable', 'unfit', 'moved_up', 'sent_on')),
  CONSTRAINT ck_disputes_goes_to CHECK (goes_to IN ('', 'arbitration', 'court', 'legal_aid', 'labour_inspection', 'police',
    'department', 'higher_committee'))
) STRICT;

INSERT INTO disputes_anew (
  id, number, committee_id, region_code, filed_by, category, source, statement_sealed, amount_fen, state, reason,
  applied_at, accepted_at, assigned_at, taken_at, ended_at, due_on, next_event_seq, version, created_at, updated_at
) SELECT
  id, number, committee_id, region_code, filed_by, category, source, statement_sealed, amount_fen, state, reason,
  applied_at, accepted_at, assigned_at, taken_at, ended_at, due_on, next_event_seq, version, created_at, updated_at
FROM disputes;

CREATE TABLE dispute_parties_kept AS SELECT * FROM dispute_parties;
CREATE TABLE dispute_mediators_kept AS SELECT * FROM dispute_mediators;
CREATE TABLE dispute_events_kept AS SELECT * FROM dispute_events;
DROP TABLE dispute_parties;
DROP TABLE dispute_mediators;
DROP TABLE dispute_events;
DROP TABLE disputes;
ALTER TABLE disputes_anew RENAME TO disputes;

CREATE UNIQUE INDEX ux_disputes_number ON disputes (number);
CREATE UNIQUE INDEX ux_disputes_file_no ON disputes (committee_id, file_no);
CREATE INDEX ix_disputes_committee ON disputes (committee_id, state, applied_at, id);
CREATE INDEX ix_disputes_filer ON disputes (filed_by, applied_at, id);
CREATE INDEX ix_disputes_newest ON disputes (committee_id, applied_at, id);
CREATE INDEX ix_disputes_due ON disputes (committee_id, ended_at, due_on, id);

CREATE TABLE dispute_parties (
  -- The sides of a case; a party without an account is known by a sealed name.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  side TEXT NOT NULL,
  kind TEXT NOT NULL,
  person_id BLOB NULL,
  name_sealed BLOB NULL,
  contact_sealed BLOB NULL,
  consent TEXT NOT NULL DEFAULT 'pending',
  consent_way TEXT NOT NULL DEFAULT '',
  consented_at INTEGER NULL,
  consent_by BLOB NULL,
  witness_sealed BLOB NULL,
  informed_way TEXT NOT NULL DEFAULT '',
  informed_at INTEGER NULL,
  informed_by BLOB NULL,
  told_way TEXT NOT NULL DEFAULT '',
  told_on TEXT NULL,
  told_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_parties_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_parties_side CHECK (side IN ('applicant', 'respondent')),
  CONSTRAINT ck_dispute_parties_kind CHECK (kind IN ('person', 'employer', 'landlord', 'agency', 'property_manager',
    'organization', 'contractor', 'subcontractor', 'affiliated_firm')),
  CONSTRAINT ck_dispute_parties_consent CHECK (consent IN ('pending', 'given', 'refused')),
  CONSTRAINT ck_dispute_parties_consent_way CHECK (consent_way IN ('', 'self', 'paper', 'oral')),
  CONSTRAINT ck_dispute_parties_informed_way CHECK (informed_way IN ('', 'self', 'paper', 'oral')),
  CONSTRAINT ck_dispute_parties_told_way CHECK (told_way IN ('', 'in_person', 'phone', 'post', 'message'))
) STRICT;
INSERT INTO dispute_parties (id, dispute_id, side, kind, person_id, name_sealed, contact_sealed, created_at)
  SELECT id, dispute_id, side, kind, person_id, name_sealed, contact_sealed, created_at FROM dispute_parties_kept;
DROP TABLE dispute_parties_kept;

CREATE TABLE dispute_mediators (
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
  CONSTRAINT ck_dispute_mediators_end_reason CHECK (end_reason IN ('', 'released', 'recused', 'seat_ended'))
) STRICT, WITHOUT ROWID;
INSERT INTO dispute_mediators (dispute_id, person_id, is_lead, assigned_by, assigned_at, taken_at, ended_at)
  SELECT dispute_id, person_id, is_lead, assigned_by, assigned_at, taken_at, ended_at FROM dispute_mediators_kept;
DROP TABLE dispute_mediators_kept;

CREATE TABLE dispute_events (
  -- The timeline of a case, each line for the parties, for one of them or for the committee alone.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id BLOB NULL,
  audience TEXT NOT NULL,
  party_id BLOB NULL,
  note_sealed BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_events_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_events_kind CHECK (kind IN ('filed', 'accepted', 'registered', 'declined', 'assigned', 'taken',
    'released', 'recused', 'consented', 'refused', 'informed', 'withdrawn', 'stopped', 'terminated', 'told', 'moved_up',
    'moved_in', 'sent_on', 'party_added', 'party_joined', 'extended', 'session_planned', 'session_held',
    'session_cancelled', 'proposed', 'redrawn', 'signed', 'sealed', 'effective', 'paid', 'performed', 'breached',
    'revisited', 'handed_in', 'message', 'note')),
  CONSTRAINT ck_dispute_events_audience CHECK (audience IN ('parties', 'committee', 'party'))
) STRICT;
INSERT INTO dispute_events (id, dispute_id, seq, kind, actor_id, audience, note_sealed, created_at)
  SELECT id, dispute_id, seq, kind, actor_id, audience, note_sealed, created_at FROM dispute_events_kept;
DROP TABLE dispute_events_kept;
