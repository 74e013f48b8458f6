package store

import (
	"context"

	"gorm.io/gorm"

	"xinjumin/models"
)

// MemberSearch is what a member is looked for by; without NameLike everybody is
// meant.
type MemberSearch struct {
	NameLike string    // LIKE pattern over the folded nickname, ! escapes
	Pinyin   [2]string // or pinyin or initials lie in [0] <= x < [1]
}

// Members lists the active members in the order in which they came, to members
// and office holders of that body; anybody else gets no rows. Of a Party branch
// nobody else ever sees who is in it.
func (q queries) Members(ctx context.Context, viewer models.Actor, organization models.ID, page models.Page) (models.List[models.Member], error) {
	if viewer.InOrganization(organization, models.OfficeRoles()...) {
		return q.members(ctx, organization, models.MembershipActive, page, "1 = 1")
	}
	return q.members(ctx, organization, models.MembershipActive, page,
		"EXISTS (SELECT 1 FROM memberships v WHERE v.live_key = ? AND v.state = ?)",
		models.SpellKey(organization, viewer.PersonID), models.MembershipActive)
}

// FindMembers lists the active members who are called so, in the order in which
// they came; that the viewer may is for the caller. It walks the names of the
// body in that order inside one index (ix_memberships_names), so that a page
// costs as many entries as lie between two hits, at most all of the body, and
// reads whole rows of the page only.
func (q queries) FindMembers(ctx context.Context, organization models.ID, by MemberSearch, page models.Page) (models.List[models.Member], error) {
	db := q.db.WithContext(ctx).Table("memberships m").
		Where("m.organization_id = ? AND m.state = ?", organization, models.MembershipActive)
	if from, end := by.Pinyin[0], by.Pinyin[1]; end == "" {
		db = db.Where("m.name_folded LIKE ? ESCAPE '!'", by.NameLike)
	} else {
		db = db.Where(`(m.name_folded LIKE ? ESCAPE '!' OR (m.name_pinyin >= ? AND m.name_pinyin < ?) OR (m.name_initials >= ? AND m.name_initials < ?))`,
			by.NameLike, from, end, from, end)
	}
	if page.After != nil {
		db = db.Where("m.queue_no > ?", page.After.Key)
	}
	return q.memberPage(ctx, db, organization, page)
}

// memberPage reads the queue numbers of a page out of an index, then its rows and
// their nicknames by key.
func (q queries) memberPage(ctx context.Context, db *gorm.DB, organization models.ID, page models.Page) (models.List[models.Member], error) {
	var numbers []int64
	if err := db.Order("m.queue_no").Limit(page.Size()+1).Pluck("m.queue_no", &numbers).Error; err != nil || len(numbers) == 0 {
		return models.List[models.Member]{}, translate(err)
	}
	rows, err := find[models.Membership](q, q.db.WithContext(ctx).Table(q.byIndex("memberships m", "ux_memberships_queue")).
		Where("m.organization_id = ? AND m.queue_no IN ?", organization, numbers).Order("m.queue_no"))
	if err != nil {
		return models.List[models.Member]{}, translate(err)
	}
	return q.named(ctx, rows, page)
}

// byIndex names the index of a table for the planner of MariaDB; that of SQLite
// needs no help.
func (q queries) byIndex(table, index string) string {
	if q.dialect == MySQL {
		return table + " FORCE INDEX (" + index + ")"
	}
	return table
}

// members lists a page in three steps by a named index, because the planner of
// MariaDB goes wrong by itself: with several indexes that begin with the body it
// walks one of them from its beginning instead of from the cursor (the 4,000th
// page cost five times the first), and joined to persons it may begin there and
// sort all members.
func (q queries) members(ctx context.Context, organization models.ID, state models.MembershipState, page models.Page, cond string, args ...any) (models.List[models.Member], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	db := q.db.WithContext(ctx).Table(q.byIndex("memberships m", "ix_memberships_list")).
		Where("m.organization_id = ? AND m.state = ? AND m.queue_no > ?", organization, state, after).
		Where(cond, args...)
	return q.memberPage(ctx, db, organization, page)
}

// named cuts a page and puts the nicknames to it.
func (q queries) named(ctx context.Context, rows []models.Membership, page models.Page) (models.List[models.Member], error) {
	spells := models.CutPage(rows, page.Size(), func(m models.Membership) models.Cursor {
		return models.Cursor{Key: m.QueueNo, ID: m.ID}
	})
	people := make([]models.ID, len(spells.Items))
	for i, m := range spells.Items {
		people[i] = m.PersonID
	}
	names, err := q.nicknames(ctx, people)
	if err != nil {
		return models.List[models.Member]{}, err
	}
	out := models.List[models.Member]{Items: make([]models.Member, len(spells.Items)), Next: spells.Next}
	for i, m := range spells.Items {
		out.Items[i] = models.Member{Membership: m, Nickname: names[m.PersonID]}
	}
	return out, nil
}

// nicknames reads what people call themselves.
func (q queries) nicknames(ctx context.Context, people []models.ID) (map[models.ID]string, error) {
	var rows []models.Person
	if len(people) > 0 {
		if err := q.db.WithContext(ctx).Select("id", "nickname").Where("id IN ?", people).Find(&rows).Error; err != nil {
			return nil, translate(err)
		}
	}
	names := make(map[models.ID]string, len(rows))
	for _, p := range rows {
		names[p.ID] = p.Nickname
	}
	return names, nil
}
