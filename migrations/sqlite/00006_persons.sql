-- +goose Up
CREATE TABLE persons (
  id BLOB NOT NULL,
  state TEXT NOT NULL,
  nickname TEXT NOT NULL,
  verification TEXT NOT NULL,
  verification_reason TEXT NOT NULL,
  name_sealed BLOB NULL,
  id_number_sealed BLOB NULL,
  id_number_index BLOB NULL,
  phone_sealed BLOB NULL,
  phone_index BLOB NULL,
  birth_day TEXT NULL,
  sex INTEGER NOT NULL,
  education TEXT NOT NULL,
  employment TEXT NOT NULL,
  origin_code TEXT NULL,
  region_code TEXT NULL,
  insured INTEGER NULL,
  epoch INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT ck_persons_state CHECK (state IN ('active','closed')),
  CONSTRAINT ck_persons_verification CHECK (verification IN ('none','pending','verified','rejected'))
) STRICT;
CREATE UNIQUE INDEX ux_persons_id_number ON persons (id_number_index);
CREATE UNIQUE INDEX ux_persons_phone ON persons (phone_index);
CREATE INDEX ix_persons_region ON persons (region_code, verification, id);
