-- +goose Up
CREATE INDEX ix_organizations_unit ON organizations (employer_folded, state, region_code);
CREATE INDEX ix_organizations_origin ON organizations (origin_code, state, region_code);
CREATE INDEX ix_organizations_coded ON organizations (employer_code, state, id);
CREATE INDEX ix_organizations_kind ON organizations (kind, state, region_code, id);
UPDATE organizations SET employer_folded = LOWER(employer_name) WHERE employer_name <> '';
