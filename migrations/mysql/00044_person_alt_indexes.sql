-- +goose Up
ALTER TABLE persons
  ADD COLUMN id_number_index_alt BINARY(32) NULL,
  ADD COLUMN phone_index_alt BINARY(32) NULL,
  ADD UNIQUE KEY ux_persons_id_number_alt (id_number_index_alt),
  ADD UNIQUE KEY ux_persons_phone_alt (phone_index_alt);
