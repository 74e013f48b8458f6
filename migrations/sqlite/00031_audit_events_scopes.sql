-- +goose Up
CREATE INDEX ix_audit_events_region ON audit_events (region_code, at, id);
CREATE INDEX ix_audit_events_organization ON audit_events (organization_id, at, id);
