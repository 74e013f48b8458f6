-- +goose Up
CREATE TABLE reports (
  id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  reporter_id BLOB NOT NULL,
  reason TEXT NOT NULL,
  words_sealed BLOB NULL,
  reported_on TEXT NOT NULL,
  no_of_day INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_reports_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id)
) STRICT;
CREATE UNIQUE INDEX ux_reports_once ON reports (case_id, reporter_id);
CREATE UNIQUE INDEX ux_reports_day ON reports (reporter_id, reported_on, no_of_day);
