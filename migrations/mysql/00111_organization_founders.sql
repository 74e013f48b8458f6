-- +goose Up
CREATE TABLE organization_founders (
  organization_id BINARY(16) NOT NULL,
  person_id BINARY(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  signed_at BIGINT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, person_id),
  KEY ix_organization_founders_person (person_id, state),
  CONSTRAINT fk_organization_founders_person FOREIGN KEY (person_id) REFERENCES persons (id),
  CONSTRAINT ck_organization_founders_state CHECK (state IN ('invited','signed','withdrawn')),
  CONSTRAINT ck_organization_founders_signed CHECK (state <> 'signed' OR signed_at IS NOT NULL)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
