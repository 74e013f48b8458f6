package store

import (
	"context"

	"xinjumin/models"
)

// FreeGrantKey frees the live key of a grant whose term has run out, and of an
// offer that nobody answered in time.
func (tx *Tx) FreeGrantKey(ctx context.Context, key string) error {
	_, err := tx.ExecN(ctx, `UPDATE role_grants SET live_key = NULL
		WHERE live_key = ? AND (ends_at <= ? OR (starts_at = ends_at AND created_at <= ?))`,
		key, tx.Now, tx.Now.Add(-models.RoleOfferLife))
	return err
}

// BeginGrant lets a grant that waits for the person hold from now on;
// ErrNotAffected when it does not wait any longer.
func (tx *Tx) BeginGrant(ctx context.Context, id models.ID) error {
	return tx.Exec1(ctx, `UPDATE role_grants SET starts_at = ?
		WHERE id = ? AND starts_at = ends_at AND ended_at IS NULL AND ends_at > ? AND created_at > ?`,
		tx.Now, id, tx.Now, tx.Now.Add(-models.RoleOfferLife))
}

// DeclineGrant ends a grant that waits, at the will of the person; ErrNotAffected
// when it does not wait any longer.
func (tx *Tx) DeclineGrant(ctx context.Context, id models.ID) error {
	return tx.Exec1(ctx, `UPDATE role_grants SET ended_at = ?, ended_by = person_id, live_key = NULL
		WHERE id = ? AND starts_at = ends_at AND ended_at IS NULL AND ends_at > ? AND created_at > ?`,
		tx.Now, id, tx.Now, tx.Now.Add(-models.RoleOfferLife))
}

// EndGrant ends a grant that holds or waits, at the will of by; ErrNotAffected when it
// has ended.
func (tx *Tx) EndGrant(ctx context.Context, id, by models.ID) error {
	return tx.Exec1(ctx, `UPDATE role_grants SET ended_at = ?, ended_by = ?, live_key = NULL
		WHERE id = ? AND ended_at IS NULL AND ends_at > ?`, tx.Now, by, id, tx.Now)
}

// InsertRoleGrant gives a role; the person's live grant of the same role and
// scope is ErrDuplicate.
func (tx *Tx) InsertRoleGrant(ctx context.Context, g *models.RoleGrant) error {
	return tx.Create(ctx, g)
}

// SeatMember makes a mediator of a committee one of its members: whoever heads it is one.
func (tx *Tx) SeatMember(ctx context.Context, committee, person models.ID) error {
	_, err := tx.ExecN(ctx, `UPDATE role_grants SET seat = ?
		WHERE committee_id = ? AND person_id = ? AND role = ? AND ended_at IS NULL`, models.SeatMember, committee, person,
		models.RoleMediator)
	return err
}

// RenewSeats moves the end of what the people of a committee hold or are offered. What has
// ended by then stays so.
func (tx *Tx) RenewSeats(ctx context.Context, committee models.ID, until models.Instant) error {
	// The beginning is written first: an offer is a grant that begins where it ends.
	_, err := tx.ExecN(ctx, `UPDATE role_grants SET
			starts_at = CASE WHEN starts_at = ends_at THEN ? ELSE starts_at END, ends_at = ?, warned_days = 0
		WHERE committee_id = ? AND ended_at IS NULL AND ends_at > ?`, until, until, committee, tx.Now)
	return err
}
