-- +goose Up

CREATE TABLE dispute_items (
  -- What an agreement in effect asks of a party, and when it was done.
  id BLOB NOT NULL,
  agreement_id BLOB NOT NULL,
  dispute_id BLOB NOT NULL,
  no INTEGER NOT NULL,
  amount_fen INTEGER NULL,
  payer_id BLOB NOT NULL,
  payee_id BLOB NOT NULL,
  due_on TEXT NOT NULL,
  performed_on TEXT NULL,
  recorded_by BLOB NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_dispute_items_agreement FOREIGN KEY (agreement_id) REFERENCES dispute_agreements (id),
  CONSTRAINT ck_dispute_items_amount CHECK (amount_fen >= 0)
) STRICT;

CREATE UNIQUE INDEX ux_dispute_items_no ON dispute_items (agreement_id, no);
CREATE INDEX ix_dispute_items_dispute ON dispute_items (dispute_id, performed_on, due_on);
