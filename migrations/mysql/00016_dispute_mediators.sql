-- +goose Up
CREATE TABLE dispute_mediators (
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
