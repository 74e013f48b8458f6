-- +goose Up

CREATE TABLE dispute_signatures (
  -- Who has signed a version of an agreement on which day, each once.
  agreement_id BINARY(16) NOT NULL,
  part VARCHAR(16) NOT NULL,
  signer_id BINARY(16) NOT NULL,
  signed_on CHAR(10) NOT NULL,
  recorded_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (agreement_id, part, signer_id),
  CONSTRAINT fk_dispute_signatures_agreement FOREIGN KEY (agreement_id) REFERENCES dispute_agreements (id),
  CONSTRAINT ck_dispute_signatures_part CHECK (part IN ('party', 'mediator', 'seal'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
