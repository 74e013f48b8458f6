-- +goose Up
UPDATE organizations SET legal_form = CASE WHEN state IN ('draft', 'submitted', 'rejected') THEN 'preparing'
    WHEN kind IN ('villager_group', 'party_branch', 'union', 'youth_league', 'womens_federation') THEN 'statutory_sub_group' ELSE 'filed' END,
  intended_form = CASE WHEN kind IN ('villager_group', 'party_branch', 'union', 'youth_league', 'womens_federation') THEN 'statutory_sub_group' ELSE 'filed' END,
  subtype = CASE kind WHEN 'party_branch' THEN 'ordinary' WHEN 'union' THEN 'joint' ELSE '' END,
  migrant_count = (SELECT COUNT(*) FROM memberships m WHERE m.organization_id = organizations.id AND m.state = 'active' AND m.side = 'migrant');
