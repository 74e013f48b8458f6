-- +goose Up

-- Where a session was begun: by WeChat, or in a browser that a signed-in phone let in.
ALTER TABLE sessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'wechat'
  CONSTRAINT ck_sessions_kind CHECK (kind IN ('wechat', 'browser'));
