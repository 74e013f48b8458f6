-- +goose Up

CREATE TABLE IF NOT EXISTS dispute_deadline_moves (
  -- Each change of the last day of a term, with the day before.
  id BINARY(16) NOT NULL,
  deadline_id BINARY(16) NOT NULL,
  from_on CHAR(10) NOT NULL,
  to_on CHAR(10) NOT NULL,
  why VARCHAR(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  KEY ix_dispute_deadline_moves_deadline (deadline_id, id),
  CONSTRAINT fk_dispute_deadline_moves_deadline FOREIGN KEY (deadline_id) REFERENCES dispute_deadlines (id),
  CONSTRAINT ck_dispute_deadline_moves_why CHECK (why IN ('calendar', 'extension', 'pause')),
  CONSTRAINT ck_dispute_deadline_moves_later CHECK (to_on > from_on)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
