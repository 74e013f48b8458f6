-- +goose Up
CREATE INDEX ix_persons_verification ON persons (verification, region_code);
