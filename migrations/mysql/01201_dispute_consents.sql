-- +goose Up

-- Of each party: the consent to mediation, the notice of rights, and how they were told of the end.
ALTER TABLE dispute_parties
  ADD COLUMN consent VARCHAR(16) NOT NULL DEFAULT 'pending',
  ADD COLUMN consent_way VARCHAR(16) NOT NULL DEFAULT '',
  ADD COLUMN consented_at BIGINT NULL,
  ADD COLUMN consent_by BINARY(16) NULL,
  ADD COLUMN witness_sealed VARBINARY(512) NULL,
  ADD COLUMN informed_way VARCHAR(16) NOT NULL DEFAULT '',
  ADD COLUMN informed_at BIGINT NULL,
  ADD COLUMN informed_by BINARY(16) NULL,
  ADD COLUMN told_way VARCHAR(16) NOT NULL DEFAULT '',
  ADD COLUMN told_on CHAR(10) NULL,
  ADD COLUMN told_by BINARY(16) NULL,
  ADD CONSTRAINT ck_dispute_parties_consent CHECK (consent IN ('pending', 'given', 'refused')),
  ADD CONSTRAINT ck_dispute_parties_consent_way CHECK (consent_way IN ('', 'self', 'paper', 'oral')),
  ADD CONSTRAINT ck_dispute_parties_informed_way CHECK (informed_way IN ('', 'self', 'paper', 'oral')),
  ADD CONSTRAINT ck_dispute_parties_told_way CHECK (told_way IN ('', 'in_person', 'phone', 'post', 'message')),
  DROP CONSTRAINT ck_dispute_parties_kind,
  ADD CONSTRAINT ck_dispute_parties_kind CHECK (kind IN ('person', 'employer', 'landlord', 'agency', 'property_manager',
    'organization', 'contractor', 'subcontractor', 'affiliated_firm'));
