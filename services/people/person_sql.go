package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// readWeChatIdentity finds the person behind an openid of an app.
func readWeChatIdentity(ctx context.Context, q store.Reader, appID, openID string) (models.WeChatIdentity, error) {
	return store.Take[models.WeChatIdentity](ctx, q, "app_id = ? AND open_id = ?", appID, openID)
}

// updateProfile writes what people may change about themselves, if the row
// still has the version of p; else it is ErrNotAffected. The nickname goes with
// its search forms, here and where the person is a member (Rename).
func updateProfile(ctx context.Context, tx *store.Tx, p models.Person) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET nickname = ?, nickname_folded = ?, nickname_pinyin = ?, nickname_initials = ?, education = ?,
		employment = ?, origin_code = ?, region_code = ?, insured = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND version = ?`,
		p.Nickname, p.NicknameFolded, p.NicknamePinyin, p.NicknameInitials, p.Education, p.Employment, p.OriginCode,
		p.RegionCode, p.Insured, tx.Now, p.ID, p.Version)
}

// submitIdentity puts sealed identity data under review, from none or rejected
// only (ErrNotAffected). A number that another person holds is ErrDuplicate.
func submitIdentity(ctx context.Context, tx *store.Tx, p models.Person) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET verification = ?, verification_reason = '', name_sealed = ?, id_number_sealed = ?,
		id_number_index = ?, id_number_index_alt = ?, birth_day = ?, sex = ?, claimed_at = ?,
		version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND verification IN (?, ?)`,
		models.VerificationPending, p.NameSealed, p.IDNumberSealed, p.IDNumberIndex, p.IDNumberIndexAlt, p.BirthDay,
		p.Sex, p.ClaimedAt, tx.Now, p.ID,
		models.PersonActive, models.VerificationNone, models.VerificationRejected)
}

// verifyPerson ends a review well; ErrNotAffected when it is not pending.
func verifyPerson(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET verification = ?, verification_reason = '', version = version + 1, updated_at = ?
		WHERE id = ? AND verification = ? AND claimed_at IS NULL`, models.VerificationVerified, tx.Now, id,
		models.VerificationPending)
}

// rejectPerson ends a review badly and forgets what was submitted, so that the
// number is free for the person to whom it belongs. ErrNotAffected when the
// review is not pending.
func rejectPerson(ctx context.Context, tx *store.Tx, id models.ID, reason string) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET verification = ?, verification_reason = ?, name_sealed = NULL, id_number_sealed = NULL,
		id_number_index = NULL, id_number_index_alt = NULL, birth_day = NULL, sex = 0, claimed_at = NULL,
		version = version + 1, updated_at = ?
		WHERE id = ? AND verification = ?`,
		models.VerificationRejected, reason, tx.Now, id, models.VerificationPending)
}

// takeBackIdentity forgets what a person has under review, as after a rejection, and counts it. The
// caller holds the row; ErrNotAffected when the review is not pending.
func takeBackIdentity(ctx context.Context, tx *store.Tx, p models.Person) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET verification = ?, verification_reason = '', name_sealed = NULL, id_number_sealed = NULL,
		id_number_index = NULL, id_number_index_alt = NULL, birth_day = NULL, sex = 0, claimed_at = NULL,
		identity_taken_back_on = ?, identity_taken_back = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND verification = ?`,
		models.VerificationNone, p.IdentityTakenBackOn, p.IdentityTakenBack, tx.Now, p.ID,
		models.VerificationPending)
}

// bindPhone stores a sealed phone number; another person's is ErrDuplicate.
func bindPhone(ctx context.Context, tx *store.Tx, id models.ID, sealed, index, alt []byte) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET phone_sealed = ?, phone_index = ?, phone_index_alt = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ?`, sealed, index, alt, tx.Now, id, models.PersonActive)
}

// removePhone forgets the phone number; ErrNotAffected when there is none.
func removePhone(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, `UPDATE persons
		SET phone_sealed = NULL, phone_index = NULL, phone_index_alt = NULL, version = version + 1, updated_at = ?
		WHERE id = ? AND phone_sealed IS NOT NULL`, tx.Now, id)
}

// raiseEpoch ends every session that a person has now.
func raiseEpoch(ctx context.Context, tx *store.Tx, id models.ID) error {
	return tx.Exec1(ctx, "UPDATE persons SET epoch = epoch + 1, updated_at = ? WHERE id = ?", tx.Now, id)
}

// listPendingIdentities lists people under review whose present place lies in one
// of the subtrees, those who waited longest first. No subtree sees nobody.
func listPendingIdentities(ctx context.Context, q store.Reader, subtrees []models.RegionCode,
	page models.Page) (models.List[models.Person], error) {
	if len(subtrees) == 0 {
		return models.List[models.Person]{}, nil
	}
	within, args := store.WithinSubtrees("region_code", subtrees)
	db := q.Query(ctx).Where("verification = ?", models.VerificationPending).Where(within, args...)
	if c := page.After; c != nil {
		db = db.Where("updated_at >= ? AND (updated_at > ? OR id > ?)", c.Key, c.Key, c.ID)
	}
	var rows []models.Person
	err := db.Order("updated_at, id").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(p models.Person) models.Cursor {
		return models.Cursor{Key: int64(p.UpdatedAt), ID: p.ID}
	}), store.Translate(err)
}
