-- +goose Up
ALTER TABLE organizations
  ADD KEY ix_organizations_unit (employer_folded, state, region_code),
  ADD KEY ix_organizations_origin (origin_code, state, region_code),
  ADD KEY ix_organizations_coded (employer_code, state, id),
  ADD KEY ix_organizations_kind (kind, state, region_code, id);
UPDATE organizations SET employer_folded = LOWER(employer_name) WHERE employer_name <> '';
