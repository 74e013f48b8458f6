-- +goose Up
ALTER TABLE persons ADD COLUMN id_number_index_alt BLOB NULL;
ALTER TABLE persons ADD COLUMN phone_index_alt BLOB NULL;
CREATE UNIQUE INDEX ux_persons_id_number_alt ON persons (id_number_index_alt);
CREATE UNIQUE INDEX ux_persons_phone_alt ON persons (phone_index_alt);
