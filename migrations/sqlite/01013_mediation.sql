-- +goose Up

CREATE TABLE IF NOT EXISTS mediation_committees (
  -- A people's mediation committee of a division or an organization, and until when it serves.
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  region_code TEXT NOT NULL,
  organization_id BLOB NULL,
  state TEXT NOT NULL,
  term_ends_on TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_mediation_committees_state CHECK (state IN ('active', 'ended'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_mediation_committees_name ON mediation_committees (region_code, name);

CREATE TABLE IF NOT EXISTS disputes (
  -- A case before a committee; what the applicant says is sealed.
  id BLOB NOT NULL,
  number TEXT NOT NULL,
  committee_id BLOB NOT NULL,
  region_code TEXT NOT NULL,
  filed_by BLOB NOT NULL,
  category TEXT NOT NULL,
  source TEXT NOT NULL,
  statement_sealed BLOB NOT NULL,
  amount_fen INTEGER NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
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
  CONSTRAINT ck_disputes_state CHECK (state IN ('draft', 'applied', 'consent_pending', 'accepted', 'not_accepted',
    'assigned', 'informed', 'in_session', 'extended', 'signing', 'effective', 'performing', 'performed', 'breached',
    'confirmed_by_court', 'litigated', 'withdrawn', 'terminated', 'handed_up', 'referred', 'archived')),
  CONSTRAINT ck_disputes_reason CHECK (reason IN ('', 'special_organ', 'already_taken', 'party_refuses', 'not_civil',
    'by_applicant'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_disputes_number ON disputes (number);
CREATE INDEX IF NOT EXISTS ix_disputes_committee ON disputes (committee_id, state, applied_at, id);
CREATE INDEX IF NOT EXISTS ix_disputes_filer ON disputes (filed_by, applied_at, id);

CREATE TABLE IF NOT EXISTS dispute_parties (
  -- The two sides of a case; a side without an account is known by a sealed name.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  side TEXT NOT NULL,
  kind TEXT NOT NULL,
  person_id BLOB NULL,
  name_sealed BLOB NULL,
  contact_sealed BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_parties_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_parties_side CHECK (side IN ('applicant', 'respondent')),
  CONSTRAINT ck_dispute_parties_kind CHECK (kind IN ('person', 'employer', 'landlord', 'agency', 'property_manager',
    'organization'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_parties_person ON dispute_parties (dispute_id, person_id);
CREATE INDEX IF NOT EXISTS ix_dispute_parties_person ON dispute_parties (person_id, dispute_id);

CREATE TABLE IF NOT EXISTS dispute_mediators (
  -- The mediators of a case; one of them leads.
  dispute_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  is_lead INTEGER NOT NULL,
  assigned_by BLOB NOT NULL,
  assigned_at INTEGER NOT NULL,
  taken_at INTEGER NULL,
  ended_at INTEGER NULL,
  PRIMARY KEY (dispute_id, person_id),
  CONSTRAINT fk_dispute_mediators_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_dispute_mediators_person ON dispute_mediators (person_id, dispute_id);

CREATE TABLE IF NOT EXISTS dispute_events (
  -- The timeline of a case, each line for the parties or for the committee alone.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id BLOB NULL,
  audience TEXT NOT NULL,
  note_sealed BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_events_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_events_kind CHECK (kind IN ('filed', 'accepted', 'declined', 'assigned', 'taken', 'withdrawn',
    'note')),
  CONSTRAINT ck_dispute_events_audience CHECK (audience IN ('parties', 'committee'))
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_events_seq ON dispute_events (dispute_id, seq);
