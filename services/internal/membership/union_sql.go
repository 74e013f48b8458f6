package membership

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/store"
)

// takeMemberNo gives the next number on a card of a union, and the union its
// own number before the first. The caller holds the row of the organization, so that
// the numbers of a union follow each other without a gap or a repeat.
func takeMemberNo(ctx context.Context, tx *store.Tx, unionID models.ID) (string, error) {
	if err := tx.Exec1(ctx, `UPDATE organizations SET last_member_no = last_member_no + 1
		WHERE id = ? AND kind = ?`, unionID, models.KindUnion); err != nil {
		return "", err
	}
	o, err := store.Take[models.Organization](ctx, tx, "id = ?", unionID)
	if err != nil {
		return "", err
	}
	if o.UnionNo == nil {
		n, err := tx.NextNumber(ctx, union.Series(o.RegionCode))
		if err != nil {
			return "", err
		}
		no := union.NumberIn(o.RegionCode, n)
		if err := tx.Exec1(ctx, "UPDATE organizations SET union_no = ? WHERE id = ? AND union_no IS NULL", no,
			unionID); err != nil {
			return "", err
		}
		o.UnionNo = &no
	}
	return union.MemberNo(*o.UnionNo, o.LastMemberNo), nil
}
