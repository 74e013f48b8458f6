-- +goose Up

CREATE TABLE IF NOT EXISTS mediation_committees (
  -- A people's mediation committee of a division or an organization, and until when it serves.
  id BINARY(16) NOT NULL,
  name VARCHAR(128) NOT NULL,
  region_code CHAR(12) NOT NULL,
  organization_id BINARY(16) NULL,
  state VARCHAR(16) NOT NULL,
  term_ends_on CHAR(10) NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_mediation_committees_name (region_code, name),
  CONSTRAINT ck_mediation_committees_state CHECK (state IN ('active', 'ended'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS disputes (
  -- A case before a committee; what the applicant says is sealed.
  id BINARY(16) NOT NULL,
  number VARCHAR(64) NOT NULL,
  committee_id BINARY(16) NOT NULL,
  region_code CHAR(12) NOT NULL,
  filed_by BINARY(16) NOT NULL,
  category VARCHAR(32) NOT NULL,
  source VARCHAR(16) NOT NULL,
  statement_sealed BLOB NOT NULL,
  amount_fen BIGINT NULL,
  state VARCHAR(32) NOT NULL,
  reason VARCHAR(255) NOT NULL,
  applied_at BIGINT NOT NULL,
  accepted_at BIGINT NULL,
  assigned_at BIGINT NULL,
  taken_at BIGINT NULL,
  ended_at BIGINT NULL,
  due_on CHAR(10) NULL,
  next_event_seq BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_disputes_number (number),
  KEY ix_disputes_committee (committee_id, state, applied_at, id),
  KEY ix_disputes_filer (filed_by, applied_at, id),
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
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS dispute_parties (
  -- The two sides of a case; a side without an account is known by a sealed name.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  side VARCHAR(16) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  person_id BINARY(16) NULL,
  name_sealed VARBINARY(512) NULL,
  contact_sealed VARBINARY(512) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_parties_person (dispute_id, person_id),
  KEY ix_dispute_parties_person (person_id, dispute_id),
  CONSTRAINT fk_dispute_parties_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_parties_side CHECK (side IN ('applicant', 'respondent')),
  CONSTRAINT ck_dispute_parties_kind CHECK (kind IN ('person', 'employer', 'landlord', 'agency', 'property_manager',
    'organization'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS dispute_mediators (
  -- The mediators of a case; one of them leads.
  dispute_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  is_lead TINYINT NOT NULL,
  assigned_by BINARY(16) NOT NULL,
  assigned_at BIGINT NOT NULL,
  taken_at BIGINT NULL,
  ended_at BIGINT NULL,
  PRIMARY KEY (dispute_id, person_id),
  KEY ix_dispute_mediators_person (person_id, dispute_id),
  CONSTRAINT fk_dispute_mediators_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS dispute_events (
  -- The timeline of a case, each line for the parties or for the committee alone.
  id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  seq BIGINT NOT NULL,
  kind VARCHAR(32) NOT NULL,
  actor_id BINARY(16) NULL,
  audience VARCHAR(16) NOT NULL,
  note_sealed BLOB NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_events_seq (dispute_id, seq),
  CONSTRAINT fk_dispute_events_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT ck_dispute_events_kind CHECK (kind IN ('filed', 'accepted', 'declined', 'assigned', 'taken', 'withdrawn',
    'note')),
  CONSTRAINT ck_dispute_events_audience CHECK (audience IN ('parties', 'committee'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
