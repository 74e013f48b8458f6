-- +goose Up
CREATE TABLE dispute_parties (
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
  CONSTRAINT ck_dispute_parties_side CHECK (side IN ('applicant','respondent'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
