package store

// Claimable is true for an entry that its person may answer.
const Claimable = `e.state = 'waiting' AND e.expires_at > ? AND r.state NOT IN ('cancelling', 'cancelled')
	AND o.state = 'active'`

const ClaimColumns = `SELECT e.*, r.import_as, r.created_by, o.name AS organization_name, o.kind AS organization_kind,
	o.region_code
	FROM roster_entries e JOIN rosters r ON r.id = e.roster_id
	JOIN organizations o ON o.id = e.organization_id WHERE `
