-- +goose Up

CREATE TABLE IF NOT EXISTS committee_terms (
  -- The terms of three years of a mediation committee.
  id BINARY(16) NOT NULL,
  committee_id BINARY(16) NOT NULL,
  starts_on CHAR(10) NOT NULL,
  ends_on CHAR(10) NOT NULL,
  recorded_by BINARY(16) NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_committee_terms_end (committee_id, ends_on),
  CONSTRAINT fk_committee_terms_committee FOREIGN KEY (committee_id) REFERENCES mediation_committees (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
