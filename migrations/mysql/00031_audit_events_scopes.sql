-- +goose Up
ALTER TABLE audit_events
  ADD KEY ix_audit_events_region (region_code, at, id),
  ADD KEY ix_audit_events_organization (organization_id, at, id);
