-- +goose Up

-- What was handed in before pieces were rows belongs to the party that brought it.
INSERT INTO dispute_evidence (id, dispute_id, party_id, created_by, created_at)
  SELECT f.id, f.subject_id, p.id, f.owner_id, f.attached_at
  FROM files f JOIN dispute_parties p ON p.dispute_id = f.subject_id AND p.person_id = f.owner_id
  WHERE f.subject_kind = 'dispute' AND f.purpose = 'evidence';
