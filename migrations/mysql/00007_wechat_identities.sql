-- +goose Up
CREATE TABLE wechat_identities (
  id BINARY(16) NOT NULL,
  app_id VARCHAR(64) NOT NULL,
  open_id VARCHAR(64) NOT NULL,
  union_id VARCHAR(64) NULL,
  person_id BINARY(16) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ux_wechat_identities_open (app_id, open_id),
  KEY ix_wechat_identities_person (person_id),
  CONSTRAINT fk_wechat_identities_person FOREIGN KEY (person_id) REFERENCES persons (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
