-- +goose Up

-- Who was named before the two were told apart was named as a member.
UPDATE role_grants SET seat = 'member' WHERE committee_id IS NOT NULL;
