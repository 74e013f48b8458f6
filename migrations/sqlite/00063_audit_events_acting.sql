-- +goose Up
ALTER TABLE audit_events ADD COLUMN on_behalf_of BLOB NULL;
ALTER TABLE audit_events ADD COLUMN desk_session_id BLOB NULL;
CREATE INDEX ix_audit_events_desk ON audit_events (desk_session_id, at, id);
