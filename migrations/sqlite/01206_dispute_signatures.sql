-- +goose Up

CREATE TABLE dispute_signatures (
  -- Who has signed a version of an agreement on which day, each once.
  agreement_id BLOB NOT NULL,
  part TEXT NOT NULL,
  signer_id BLOB NOT NULL,
  signed_on TEXT NOT NULL,
  recorded_by BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, part, signer_id),
  CONSTRAINT fk_dispute_signatures_agreement FOREIGN KEY (agreement_id) REFERENCES dispute_agreements (id),
  CONSTRAINT ck_dispute_signatures_part CHECK (part IN ('party', 'mediator', 'seal'))
) STRICT, WITHOUT ROWID;
