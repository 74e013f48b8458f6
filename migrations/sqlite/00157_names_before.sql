-- +goose Up
-- What was there before is found by its characters at once; its pinyin comes with the next change of the nickname.
UPDATE persons SET nickname_folded = LOWER(nickname) WHERE nickname <> '';
UPDATE memberships SET name_folded = (SELECT p.nickname_folded FROM persons p WHERE p.id = memberships.person_id) WHERE live_key IS NOT NULL;
