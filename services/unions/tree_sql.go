package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/store"
)

// askFederation writes that a union asks to stand under a federation; the last
// word counts. ErrNotAffected when it has an organization above it.
func askFederation(ctx context.Context, tx *store.Tx, union, above models.ID) error {
	return tx.Exec1(ctx, `UPDATE organizations
		SET parent_asked_id = ?, parent_asked_at = ?
		WHERE id = ? AND parent_id IS NULL`, above, tx.Now, union)
}

// answerUnion ends what a union asks of a federation, which from now on stands
// above it or does not; ErrNotAffected when it no longer asks.
func answerUnion(ctx context.Context, tx *store.Tx, union, above models.ID, accepts bool) error {
	var parent *models.ID
	shown := 0 // a refusal is nobody's business but theirs
	if accepts {
		parent, shown = &above, 1
	}
	return tx.Exec1(ctx, `UPDATE organizations
		SET parent_id = ?, parent_asked_id = NULL, parent_asked_at = NULL,
		version = version + ?, updated_at = CASE WHEN ? = 1 THEN ? ELSE updated_at END
		WHERE id = ? AND parent_asked_id = ? AND parent_id IS NULL`, parent, shown, shown, tx.Now, union, above)
}

// listAskingUnions lists the unions that ask to stand under a federation, the oldest
// request first.
func listAskingUnions(ctx context.Context, q store.Reader, viewer models.Actor, above models.ID,
	page models.Page) (models.List[models.OrganizationView], error) {
	db := q.Organizations(ctx, viewer).Where("o.parent_asked_id = ?", above)
	if c := page.After; c != nil {
		db = db.Where("o.parent_asked_at >= ? AND (o.parent_asked_at > ? OR o.id > ?)", c.Key, c.Key, c.ID)
	}
	rows, err := store.Find[models.OrganizationView](q, db.Order("o.parent_asked_at, o.id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(o models.OrganizationView) models.Cursor {
		return models.Cursor{Key: int64(*o.ParentAskedAt), ID: o.ID}
	}), store.Translate(err)
}

// readUnionTree reads a page of the unions right below one, and adds up for it and
// for each of them all that is below, itself included, in one statement.
func readUnionTree(ctx context.Context, q store.Reader, viewer models.Actor, root models.OrganizationView,
	page models.Page) (union.Tree, error) {
	acting := []models.OrganizationState{models.OrganizationActive, models.OrganizationSuspended}
	db := q.Organizations(ctx, viewer).
		Where("o.parent_id = ? AND o.kind = ? AND o.state IN ?", root.ID, models.KindUnion, acting)
	if c := page.After; c != nil {
		db = db.Where("o.id > ?", c.ID)
	}
	rows, err := store.Find[models.OrganizationView](q, db.Order("o.id").Limit(page.Size()+1))
	if err != nil {
		return union.Tree{}, store.Translate(err)
	}
	cut := models.CutPage(rows, page.Size(), func(o models.OrganizationView) models.Cursor {
		return models.Cursor{ID: o.ID}
	})
	tops := []models.ID{root.ID}
	for _, o := range cut.Items {
		tops = append(tops, o.ID)
	}
	sums, err := unionSums(ctx, q, tops)
	if err != nil {
		return union.Tree{}, err
	}
	branch := func(o models.OrganizationView) union.Branch {
		return union.Branch{Organization: o.Organization, RegionName: o.RegionName, Below: sums[o.ID]}
	}
	out := union.Tree{Root: branch(root), Children: models.List[union.Branch]{Next: cut.Next}}
	for _, o := range cut.Items {
		out.Children.Items = append(out.Children.Items, branch(o))
	}
	return out, nil
}

// unionSums walks down from each of some unions. The tree has no circle
// (MayJoinFederation); a bound on the depth keeps a damaged one from hanging.
func unionSums(ctx context.Context, q store.Reader, tops []models.ID) (map[models.ID]union.Sum, error) {
	var rows []struct {
		Top     models.ID
		Unions  int64
		Members int64
	}
	err := q.Query(ctx).Raw(`WITH RECURSIVE tree (top, id, depth) AS ( SELECT id, id, 0 FROM organizations
		WHERE id IN ? UNION ALL SELECT t.top, o.id, t.depth + 1 FROM tree t
		JOIN organizations o ON o.parent_id = t.id
		WHERE o.kind = 'union' AND o.state IN ('active', 'suspended') AND t.depth < 8)
		SELECT t.top, COUNT(*) AS unions, COALESCE(SUM(o.member_count), 0) AS members
		FROM tree t JOIN organizations o ON o.id = t.id GROUP BY t.top`, tops).Scan(&rows).Error
	sums := make(map[models.ID]union.Sum, len(rows))
	for _, r := range rows {
		sums[r.Top] = union.Sum{Unions: r.Unions, Members: r.Members}
	}
	return sums, store.Translate(err)
}
