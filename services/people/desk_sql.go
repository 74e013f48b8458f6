package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/store"
)

// deskActor is what one query tells of an officer who calls in the name of
// somebody. PersonID is zero when the session is not the officer's.
type deskActor struct {
	Session      models.Session // of the officer's sign-in
	OfficerEpoch int64
	OfficerState models.PersonState
	Desk         assistance.Session
	PersonState  models.PersonState
	Verification models.Verification
	// A ban that is over may still stand here.
	OfficerBannedUntil, PostingBannedUntil, AccountBannedUntil *models.Instant

	Over []models.RegionCode // where the officer is one now
}

// readDeskActor reads sign-in, officer, session at the desk, person and the
// officer's roles in one keyed query, for each request in somebody's name.
func readDeskActor(ctx context.Context, q store.Reader, session, desk models.ID, now models.Instant) (deskActor,
	error) {
	var a deskActor
	rows, err := q.Rows(ctx, `SELECT s.person_id, s.epoch, s.expires_at, s.revoked_at, o.epoch, o.state,
		o.account_banned_until, d.id, d.person_id, d.region_code, d.state, d.expires_at, p.state, p.verification,
		p.posting_banned_until, p.account_banned_until, g.region_code
		FROM sessions s JOIN persons o ON o.id = s.person_id
		LEFT JOIN desk_sessions d ON d.id = ? AND d.officer_id = s.person_id
		LEFT JOIN persons p ON p.id = d.person_id
		LEFT JOIN role_grants g ON g.person_id = s.person_id AND g.role = ? AND g.scope_kind = ?
		AND g.ended_at IS NULL AND g.starts_at <= ? AND g.ends_at > ?
		WHERE s.id = ?`, desk, models.RoleOfficer, models.ScopeRegion, now, now, session)
	if err != nil {
		return a, store.Translate(err)
	}
	defer func() { _ = rows.Close() }()
	found := false
	for rows.Next() {
		found = true
		var id, person *models.ID
		var region, over *models.RegionCode
		var state *assistance.State
		var expires *models.Instant
		var personState *models.PersonState
		var verification *models.Verification
		if err := rows.Scan(&a.Session.PersonID, &a.Session.Epoch, &a.Session.ExpiresAt, &a.Session.RevokedAt,
			&a.OfficerEpoch, &a.OfficerState, &a.OfficerBannedUntil,
			&id, &person, &region, &state, &expires, &personState, &verification,
			&a.PostingBannedUntil, &a.AccountBannedUntil, &over); err != nil {
			return a, err
		}
		if id != nil && person != nil && personState != nil {
			a.Desk = assistance.Session{
				ID:         *id,
				OfficerID:  a.Session.PersonID,
				PersonID:   *person,
				RegionCode: *region,
				State:      *state,
				ExpiresAt:  *expires,
			}
			a.PersonState, a.Verification = *personState, *verification
		}
		if over != nil {
			a.Over = append(a.Over, *over)
		}
	}
	if err := rows.Err(); err != nil {
		return a, store.Translate(err)
	}
	if !found {
		return a, store.ErrNotFound
	}
	a.Session.ID = session
	return a, nil
}

// moveDeskSessions gives the sessions of a closed account to the one that
// replaces it, and ends what was live.
func moveDeskSessions(ctx context.Context, tx *store.Tx, from, to models.ID) error {
	if _, err := tx.ExecN(ctx, `UPDATE desk_sessions
		SET state = ?, officer_key = NULL, person_key = NULL, ended_at = ?, end_reason = ?
		WHERE person_key = ?`, assistance.Ended, tx.Now, assistance.EndMerged, from); err != nil {
		return err
	}
	_, err := tx.ExecN(ctx, "UPDATE desk_sessions SET person_id = ? WHERE person_id = ?", to, from)
	return err
}

// insertDeskPerson registers a person who has no account of WeChat; a number
// that is taken is ErrDuplicate.
func insertDeskPerson(ctx context.Context, tx *store.Tx, p *models.Person, r *assistance.Registration) error {
	if err := tx.Create(ctx, p); err != nil {
		return err
	}
	return tx.Create(ctx, r)
}

// readRegisteredBy tells which officer registered a person; zero: none.
func readRegisteredBy(ctx context.Context, q store.Reader, person models.ID) (models.ID, error) {
	row, err := store.Take[assistance.Registration](ctx, q, "person_id = ?", person)
	if errors.Is(err, store.ErrNotFound) {
		return models.ID{}, nil
	}
	return row.OfficerID, err
}
