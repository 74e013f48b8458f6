-- +goose Up
CREATE TABLE dispute_parties (
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
  CONSTRAINT ck_dispute_parties_side CHECK (side IN ('applicant','respondent'))
) STRICT;
CREATE UNIQUE INDEX ux_dispute_parties_person ON dispute_parties (dispute_id, person_id);
CREATE INDEX ix_dispute_parties_person ON dispute_parties (person_id, dispute_id);
