-- +goose Up
CREATE TABLE coverage_gaps (
  id BINARY(16) NOT NULL,
  subject VARCHAR(16) NOT NULL,
  region_code CHAR(12) NOT NULL,
  employer_code VARCHAR(18) NOT NULL,
  employer_name VARCHAR(64) NOT NULL,
  people BIGINT NOT NULL,
  counted_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_coverage_gaps_people (people, id),
  CONSTRAINT ck_coverage_gaps_subject CHECK (subject IN ('place','employer'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
