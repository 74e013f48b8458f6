-- +goose Up
ALTER TABLE audit_events
  ADD COLUMN on_behalf_of BINARY(16) NULL,
  ADD COLUMN desk_session_id BINARY(16) NULL,
  ADD KEY ix_audit_events_desk (desk_session_id, at, id);
