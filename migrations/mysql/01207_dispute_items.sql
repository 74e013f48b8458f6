-- +goose Up

CREATE TABLE dispute_items (
  -- What an agreement in effect asks of a party, and when it was done.
  id BINARY(16) NOT NULL,
  agreement_id BINARY(16) NOT NULL,
  dispute_id BINARY(16) NOT NULL,
  no BIGINT NOT NULL,
  amount_fen BIGINT NULL,
  payer_id BINARY(16) NOT NULL,
  payee_id BINARY(16) NOT NULL,
  due_on CHAR(10) NOT NULL,
  performed_on CHAR(10) NULL,
  recorded_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_dispute_items_no (agreement_id, no),
  KEY ix_dispute_items_dispute (dispute_id, performed_on, due_on),
  CONSTRAINT fk_dispute_items_agreement FOREIGN KEY (agreement_id) REFERENCES dispute_agreements (id),
  CONSTRAINT ck_dispute_items_amount CHECK (amount_fen >= 0)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
