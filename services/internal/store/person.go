package store

import (
	"context"
	"strings"

	"xinjumin/models"
)

// InsertPerson adds a person together with the first WeChat identity; an openid
// that somebody else registered meanwhile is ErrDuplicate.
func (tx *Tx) InsertPerson(ctx context.Context, p *models.Person, w *models.WeChatIdentity) error {
	if err := tx.create(ctx, p); err != nil {
		return err
	}
	return tx.create(ctx, w)
}

// WeChatIdentity finds who an openid of an app is.
func (q queries) WeChatIdentity(ctx context.Context, appID, openID string) (models.WeChatIdentity, error) {
	return take[models.WeChatIdentity](ctx, q, "app_id = ? AND open_id = ?", appID, openID)
}

// Person reads one person.
func (q queries) Person(ctx context.Context, id models.ID) (models.Person, error) {
	return take[models.Person](ctx, q, "id = ?", id)
}

// LockPerson reads a person and holds the row until the transaction ends.
func (tx *Tx) LockPerson(ctx context.Context, id models.ID) (models.Person, error) {
	return lockRow[models.Person](ctx, tx, id)
}

// UpdateProfile writes what people may change about themselves, if the row
// still has the version of p; else it is ErrNotAffected. The nickname goes with
// its search forms, here and where the person is a member (Rename).
func (tx *Tx) UpdateProfile(ctx context.Context, p models.Person) error {
	return tx.exec1(ctx, `UPDATE persons SET nickname = ?, nickname_folded = ?, nickname_pinyin = ?, nickname_initials = ?,
		education = ?, employment = ?, origin_code = ?, region_code = ?, insured = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?`,
		p.Nickname, p.NicknameFolded, p.NicknamePinyin, p.NicknameInitials, p.Education, p.Employment, p.OriginCode, p.RegionCode, p.Insured, tx.Now, p.ID, p.Version)
}

// SubmitIdentity puts sealed identity data under review, from none or rejected
// only (ErrNotAffected). A number that another person holds is ErrDuplicate.
func (tx *Tx) SubmitIdentity(ctx context.Context, p models.Person) error {
	return tx.exec1(ctx, `UPDATE persons SET verification = ?, verification_reason = '', name_sealed = ?, id_number_sealed = ?, id_number_index = ?,
		id_number_index_alt = ?, birth_day = ?, sex = ?, claimed_at = ?, version = version + 1, updated_at = ? WHERE id = ? AND state = ? AND verification IN (?, ?)`,
		models.VerificationPending, p.NameSealed, p.IDNumberSealed, p.IDNumberIndex, p.IDNumberIndexAlt, p.BirthDay, p.Sex, p.ClaimedAt, tx.Now, p.ID,
		models.PersonActive, models.VerificationNone, models.VerificationRejected)
}

// VerifyPerson ends a review well; ErrNotAffected when it is not pending.
func (tx *Tx) VerifyPerson(ctx context.Context, id models.ID) error {
	return tx.exec1(ctx, `UPDATE persons SET verification = ?, verification_reason = '', version = version + 1, updated_at = ?
		WHERE id = ? AND verification = ? AND claimed_at IS NULL`, models.VerificationVerified, tx.Now, id, models.VerificationPending)
}

// RejectPerson ends a review badly and forgets what was submitted, so that the
// number is free for the person to whom it belongs. ErrNotAffected when the
// review is not pending.
func (tx *Tx) RejectPerson(ctx context.Context, id models.ID, reason string) error {
	return tx.exec1(ctx, `UPDATE persons SET verification = ?, verification_reason = ?, name_sealed = NULL, id_number_sealed = NULL, id_number_index = NULL,
		id_number_index_alt = NULL, birth_day = NULL, sex = 0, claimed_at = NULL, version = version + 1, updated_at = ? WHERE id = ? AND verification = ?`,
		models.VerificationRejected, reason, tx.Now, id, models.VerificationPending)
}

// BindPhone stores a sealed phone number; another person's is ErrDuplicate.
func (tx *Tx) BindPhone(ctx context.Context, id models.ID, sealed, index, alt []byte) error {
	return tx.exec1(ctx, `UPDATE persons SET phone_sealed = ?, phone_index = ?, phone_index_alt = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ?`, sealed, index, alt, tx.Now, id, models.PersonActive)
}

// RemovePhone forgets the phone number; ErrNotAffected when there is none.
func (tx *Tx) RemovePhone(ctx context.Context, id models.ID) error {
	return tx.exec1(ctx, `UPDATE persons SET phone_sealed = NULL, phone_index = NULL, phone_index_alt = NULL, version = version + 1, updated_at = ?
		WHERE id = ? AND phone_sealed IS NOT NULL`, tx.Now, id)
}

// RaiseEpoch ends every session that a person has now.
func (tx *Tx) RaiseEpoch(ctx context.Context, id models.ID) error {
	return tx.exec1(ctx, "UPDATE persons SET epoch = epoch + 1, updated_at = ? WHERE id = ?", tx.Now, id)
}

// PendingIdentities lists people under review whose present place lies in one
// of the subtrees, who waited longest first. No subtree sees nobody.
func (q queries) PendingIdentities(ctx context.Context, subtrees []models.RegionCode, page models.Page) (models.List[models.Person], error) {
	if len(subtrees) == 0 {
		return models.List[models.Person]{}, nil
	}
	within, args := withinSubtrees("region_code", subtrees)
	db := q.db.WithContext(ctx).Where("verification = ?", models.VerificationPending).Where(within, args...)
	if c := page.After; c != nil {
		db = db.Where("updated_at >= ? AND (updated_at > ? OR id > ?)", c.Key, c.Key, c.ID)
	}
	var rows []models.Person
	err := db.Order("updated_at, id").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(p models.Person) models.Cursor {
		return models.Cursor{Key: int64(p.UpdatedAt), ID: p.ID}
	}), translate(err)
}

// withinSubtrees gives the condition that a code column lies in a subtree; the
// column is a constant of the caller.
func withinSubtrees(column string, subtrees []models.RegionCode) (string, []any) {
	var b strings.Builder
	args := make([]any, 0, 2*len(subtrees))
	for i, code := range subtrees {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(column + " BETWEEN ? AND ?")
		first, last := code.Range()
		args = append(args, first, last)
	}
	return b.String(), args
}
