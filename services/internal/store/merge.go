package store

import (
	"context"

	"xinjumin/models"
)

// Indexes are the blind indexes of a value, one for each index key; nil without
// that key.
type Indexes struct{ Main, Alt []byte }

// IDNumberHolder finds who holds an identity number.
func (q queries) IDNumberHolder(ctx context.Context, i Indexes) (models.Person, error) {
	return take[models.Person](ctx, q, "id_number_index = ? OR id_number_index_alt = ?", i.Main, i.Alt)
}

// SettleClaim gives the number to a person who claims it; while another person
// holds it it is ErrDuplicate.
func (tx *Tx) SettleClaim(ctx context.Context, id models.ID, i Indexes) error {
	return tx.exec1(ctx, `UPDATE persons SET id_number_index = ?, id_number_index_alt = ?, claimed_at = NULL, version = version + 1, updated_at = ?
		WHERE id = ? AND verification = ? AND claimed_at IS NOT NULL`, i.Main, i.Alt, tx.Now, id, models.VerificationPending)
}

// HasHistory reports whether a person belongs to anything: a body, a case, an
// activity, a poll, a role, a founding.
func (q queries) HasHistory(ctx context.Context, person models.ID) (bool, error) {
	var found []int
	err := q.db.WithContext(ctx).Raw(`SELECT 1 FROM memberships WHERE person_id = ?
		UNION ALL SELECT 1 FROM dispute_parties WHERE person_id = ?
		UNION ALL SELECT 1 FROM dispute_mediators WHERE person_id = ?
		UNION ALL SELECT 1 FROM signups WHERE person_id = ?
		UNION ALL SELECT 1 FROM poll_roll_entries WHERE person_id = ?
		UNION ALL SELECT 1 FROM organization_founders WHERE person_id = ? AND state = 'signed'
		UNION ALL SELECT 1 FROM role_grants WHERE person_id = ? LIMIT 1`,
		person, person, person, person, person, person, person).Scan(&found).Error
	return len(found) > 0, translate(err)
}

// HoldsStaffRole reports whether a person has a role over a region or in a
// committee now.
func (q queries) HoldsStaffRole(ctx context.Context, person models.ID, now models.Instant) (bool, error) {
	n, err := count[models.RoleGrant](ctx, q, "person_id = ? AND scope_kind <> ? AND ended_at IS NULL AND ends_at > ?",
		person, models.ScopeOrganization, now)
	return n > 0, err
}

// MoveIdentities gives the WeChat identities of one person to another.
func (tx *Tx) MoveIdentities(ctx context.Context, from, to models.ID) error {
	_, err := tx.exec(ctx, "UPDATE wechat_identities SET person_id = ? WHERE person_id = ?", to, from)
	return err
}

// CloseMerged closes an account that another one replaces, and forgets what it
// had submitted. ErrNotAffected when it has no open claim any longer.
func (tx *Tx) CloseMerged(ctx context.Context, id, into models.ID) error {
	return tx.exec1(ctx, `UPDATE persons SET state = ?, merged_into = ?, verification = ?, verification_reason = '', claimed_at = NULL,
		name_sealed = NULL, id_number_sealed = NULL, phone_sealed = NULL, phone_index = NULL, phone_index_alt = NULL, birth_day = NULL, sex = 0,
		epoch = epoch + 1, version = version + 1, updated_at = ? WHERE id = ? AND state = ? AND verification = ? AND claimed_at IS NOT NULL`,
		models.PersonClosed, into, models.VerificationNone, tx.Now, id, models.PersonActive, models.VerificationPending)
}
