-- +goose Up
CREATE TABLE wechat_identities (
  id BLOB NOT NULL,
  app_id TEXT NOT NULL,
  open_id TEXT NOT NULL,
  union_id TEXT NULL,
  person_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT fk_wechat_identities_person FOREIGN KEY (person_id) REFERENCES persons (id)
) STRICT;
CREATE UNIQUE INDEX ux_wechat_identities_open ON wechat_identities (app_id, open_id);
CREATE INDEX ix_wechat_identities_person ON wechat_identities (person_id);
