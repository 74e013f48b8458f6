package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// memberSearch is what a member is looked for by; without NameLike everybody is
// meant.
type memberSearch struct {
	NameLike string    // LIKE pattern over the folded nickname, ! escapes
	Pinyin   [2]string // or pinyin or initials lie in [0] <= x < [1]
}

// listMembers lists the active members in the order in which they came, to members
// and office holders of that organization; anybody else gets no rows. Of a Party branch
// nobody else ever sees who is in it.
func listMembers(ctx context.Context, q store.Reader, viewer models.Actor, organization models.ID,
	page models.Page) (models.List[models.Member], error) {
	if viewer.InOrganization(organization, models.OfficeRoles()...) {
		return q.MembersWhere(ctx, organization, models.MembershipActive, page, "1 = 1")
	}
	return q.MembersWhere(ctx, organization, models.MembershipActive, page,
		"EXISTS (SELECT 1 FROM memberships v WHERE v.live_key = ? AND v.state = ?)",
		models.MembershipKey(organization, viewer.PersonID), models.MembershipActive)
}

// findMembers lists the active members who are called so, in the order in which
// they came; that the viewer may is for the caller. It walks the names of the
// organization in that order inside one index (ix_memberships_names), so that a page
// costs as many entries as lie between two hits, at most all of the organization, and
// reads whole rows of the page only.
func findMembers(ctx context.Context, q store.Reader, organization models.ID, by memberSearch,
	page models.Page) (models.List[models.Member], error) {
	db := q.Query(ctx).Table("memberships m").
		Where("m.organization_id = ? AND m.state = ?", organization, models.MembershipActive)
	if from, end := by.Pinyin[0], by.Pinyin[1]; end == "" {
		db = db.Where("m.name_folded LIKE ? ESCAPE '!'", by.NameLike)
	} else {
		db = db.Where(
			`(m.name_folded LIKE ? ESCAPE '!'
				OR (m.name_pinyin >= ? AND m.name_pinyin < ?) OR (m.name_initials >= ? AND m.name_initials < ?))`,
			by.NameLike, from, end, from, end)
	}
	if page.After != nil {
		db = db.Where("m.queue_no > ?", page.After.Key)
	}
	return q.MemberPage(ctx, db, organization, page)
}
