-- +goose Up
INSERT INTO organization_founders (organization_id, person_id, state, signed_at, created_at, updated_at)
  SELECT id, created_by, 'signed', created_at, created_at, created_at FROM organizations WHERE created_by IS NOT NULL;
