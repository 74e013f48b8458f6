-- +goose Up

-- An application that was sent back for correction. SQLite cannot change a CHECK, so that the table is made
-- anew, and removals with it, whose foreign key points here: nothing points at what is dropped.
CREATE TABLE memberships_anew (
  -- One membership of one person in one organization, from the application or invitation to its end.
  id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  side TEXT NOT NULL,
  tie TEXT NOT NULL DEFAULT 'formal',
  standing TEXT NOT NULL DEFAULT '',
  member_no TEXT NULL,
  source TEXT NOT NULL DEFAULT 'application',
  queue_no INTEGER NOT NULL,
  live_key BLOB NULL,
  exclusive_key TEXT NULL,
  name_folded TEXT NOT NULL DEFAULT '',
  name_pinyin TEXT NOT NULL DEFAULT '',
  name_initials TEXT NOT NULL DEFAULT '',
  invited_by BLOB NULL,
  expires_at INTEGER NULL,
  held_back INTEGER NOT NULL DEFAULT 0,
  message TEXT NOT NULL,
  answers TEXT NOT NULL DEFAULT '[]',
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  joined_at INTEGER NULL,
  dues_until TEXT NULL,
  ended_at INTEGER NULL,
  end_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_memberships_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_memberships_state CHECK (state IN ('invited', 'applied', 'returned', 'active', 'ended', 'rejected',
    'withdrawn', 'declined', 'expired')),
  CONSTRAINT ck_memberships_side CHECK (side IN ('migrant', 'local_cadre')),
  CONSTRAINT ck_memberships_tie CHECK (tie IN ('formal', 'participating')),
  CONSTRAINT ck_memberships_standing CHECK (standing IN ('', 'full', 'probationary', 'activist', 'retained')),
  CONSTRAINT ck_memberships_source CHECK (source IN ('application', 'founding', 'invitation', 'code', 'roster',
    'registration', 'transfer', 'appointment')),
  CONSTRAINT ck_memberships_end_reason CHECK (end_reason IN ('', 'left', 'removed', 'transferred', 'expired',
    'dissolved'))
) STRICT;

INSERT INTO memberships_anew (
  id, organization_id, person_id, state, side, tie, standing, member_no, source, queue_no, live_key,
  exclusive_key, name_folded, name_pinyin, name_initials, invited_by, expires_at, held_back, message,
  answers, decided_by, decided_at, decision_reason, joined_at, dues_until, ended_at, end_reason, version,
  created_at, updated_at
) SELECT
  id, organization_id, person_id, state, side, tie, standing, member_no, source, queue_no, live_key,
  exclusive_key, name_folded, name_pinyin, name_initials, invited_by, expires_at, held_back, message,
  answers, decided_by, decided_at, decision_reason, joined_at, dues_until, ended_at, end_reason, version,
  created_at, updated_at
FROM memberships;

CREATE TABLE removals_kept AS SELECT * FROM removals;
DROP TABLE removals;
DROP TABLE memberships;
ALTER TABLE memberships_anew RENAME TO memberships;

CREATE UNIQUE INDEX ux_memberships_live ON memberships (live_key);
CREATE UNIQUE INDEX ux_memberships_queue ON memberships (organization_id, queue_no);
CREATE INDEX ix_memberships_list ON memberships (organization_id, state, queue_no);
CREATE INDEX ix_memberships_person ON memberships (person_id, state, created_at);
CREATE UNIQUE INDEX ux_memberships_exclusive ON memberships (exclusive_key);
CREATE UNIQUE INDEX ux_memberships_no ON memberships (organization_id, member_no);
CREATE INDEX ix_memberships_source ON memberships (organization_id, source, created_at);
CREATE INDEX ix_memberships_names
  ON memberships (organization_id, state, queue_no, name_folded, name_pinyin, name_initials);

CREATE TABLE removals (
  -- A proposal to remove a member, the member's objection, and what was decided.
  id BLOB NOT NULL,
  membership_id BLOB NOT NULL,
  organization_id BLOB NOT NULL,
  person_id BLOB NOT NULL,
  state TEXT NOT NULL,
  live_key BLOB NULL,
  reason TEXT NOT NULL,
  proposed_by BLOB NULL,
  object_by TEXT NOT NULL,
  objection_sealed BLOB NULL,
  objected_at INTEGER NULL,
  decide_by TEXT NULL,
  decided_by BLOB NULL,
  decided_at INTEGER NULL,
  decision_reason TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_removals_membership FOREIGN KEY (membership_id) REFERENCES memberships (id),
  CONSTRAINT ck_removals_state CHECK (state IN ('open', 'objected', 'executed', 'dropped')),
  CONSTRAINT ck_removals_live CHECK ((live_key IS NULL) = (state IN ('executed', 'dropped')))
) STRICT;

INSERT INTO removals (
  id, membership_id, organization_id, person_id, state, live_key, reason, proposed_by, object_by,
  objection_sealed, objected_at, decide_by, decided_by, decided_at, decision_reason, version, created_at,
  updated_at
) SELECT
  id, membership_id, organization_id, person_id, state, live_key, reason, proposed_by, object_by,
  objection_sealed, objected_at, decide_by, decided_by, decided_at, decision_reason, version, created_at,
  updated_at
FROM removals_kept;
DROP TABLE removals_kept;

CREATE UNIQUE INDEX ux_removals_live ON removals (live_key);
CREATE INDEX ix_removals_body ON removals (organization_id, created_at, id);
CREATE INDEX ix_removals_person ON removals (person_id, created_at, id);
