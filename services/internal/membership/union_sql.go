package membership

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// takeMemberNo gives the next number on a card of a union, and the union its
// own number before the first. The caller holds the row of the organization, so that
// the numbers of a union follow each other without a gap or a repeat.
func takeMemberNo(ctx context.Context, tx *store.Tx, union models.ID) (string, error) {
	if err := tx.Exec1(ctx, `UPDATE organizations SET last_member_no = last_member_no + 1
		WHERE id = ? AND kind = ?`, union, models.KindUnion); err != nil {
		return "", err
	}
	o, err := store.Take[models.Organization](ctx, tx, "id = ?", union)
	if err != nil {
		return "", err
	}
	if o.UnionNo == nil {
		n, err := tx.NextNumber(ctx, models.UnionSeries(o.RegionCode))
		if err != nil {
			return "", err
		}
		no := models.UnionNo(o.RegionCode, n)
		if err := tx.Exec1(ctx, "UPDATE organizations SET union_no = ? WHERE id = ? AND union_no IS NULL", no,
			union); err != nil {
			return "", err
		}
		o.UnionNo = &no
	}
	return models.UnionMemberNo(*o.UnionNo, o.LastMemberNo), nil
}
