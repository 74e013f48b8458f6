-- +goose Up
CREATE TABLE meeting_corrections (
  id BINARY(16) NOT NULL,
  meeting_id BINARY(16) NOT NULL,
  no BIGINT NOT NULL,
  minutes_sealed MEDIUMBLOB NULL,
  resolution_sealed MEDIUMBLOB NULL,
  reason_sealed VARBINARY(2048) NULL,
  corrected_by BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_meeting_corrections (meeting_id, no),
  KEY ix_meeting_corrections_by (corrected_by),
  CONSTRAINT ck_meeting_corrections CHECK (no >= 1)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
