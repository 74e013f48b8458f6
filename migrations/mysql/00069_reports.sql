-- +goose Up
CREATE TABLE reports (
  id BINARY(16) NOT NULL,
  case_id BINARY(16) NOT NULL,
  reporter_id BINARY(16) NOT NULL,
  reason VARCHAR(32) NOT NULL,
  words_sealed BLOB NULL,
  reported_on CHAR(10) NOT NULL,
  no_of_day BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_reports_once (case_id, reporter_id),
  UNIQUE KEY ux_reports_day (reporter_id, reported_on, no_of_day),
  CONSTRAINT fk_reports_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
