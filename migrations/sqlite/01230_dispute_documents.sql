-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_documents (
  -- A paper that was printed for a case; its bytes are a file.
  id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  case_version INTEGER NOT NULL,
  live_key BLOB NULL,
  code TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file_id BLOB NOT NULL,
  state TEXT NOT NULL,
  made_on TEXT NOT NULL,
  created_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_documents_dispute FOREIGN KEY (dispute_id) REFERENCES disputes (id),
  CONSTRAINT fk_dispute_documents_created_by FOREIGN KEY (created_by) REFERENCES persons (id),
  CONSTRAINT ck_dispute_documents_kind CHECK (kind IN ('dossier_cover', 'dossier_index', 'application', 'acceptance',
    'rights_notice', 'inquiry', 'session_record', 'agreement', 'oral_agreement', 'return_visit',
    'confirmation_request', 'refusal_notice', 'termination_notice', 'dossier_note', 'dossier_back')),
  CONSTRAINT ck_dispute_documents_state CHECK (state IN ('valid', 'superseded', 'void')),
  CONSTRAINT ck_dispute_documents_live CHECK ((state = 'valid') = (live_key IS NOT NULL)),
  CONSTRAINT ck_dispute_documents_ended CHECK ((state = 'valid') = (ended_at IS NULL)),
  CONSTRAINT ck_dispute_documents_seq CHECK (seq > 0)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_documents_code ON dispute_documents (code);
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_documents_seq ON dispute_documents (dispute_id, kind, seq);
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_documents_live ON dispute_documents (live_key);
CREATE UNIQUE INDEX IF NOT EXISTS ux_dispute_documents_file ON dispute_documents (file_id);
CREATE INDEX IF NOT EXISTS ix_dispute_documents_created_by ON dispute_documents (created_by);
