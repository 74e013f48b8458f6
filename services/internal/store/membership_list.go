package store

import (
	"context"

	"xinjumin/models"
)

// MemberPage reads the queue numbers of a page out of an index, then its rows and
// their nicknames by key.
func (q queries) MemberPage(ctx context.Context, db *Query, organization models.ID,
	page models.Page) (models.List[models.Member], error) {
	var numbers []int64
	if err := db.Order("m.queue_no").Limit(page.Size()+1).Pluck("m.queue_no", &numbers).Error; err != nil ||
		len(numbers) == 0 {
		return models.List[models.Member]{}, Translate(err)
	}
	rows, err := Find[models.Membership](q, q.Query(ctx).Table(q.byIndex("memberships m", "ux_memberships_queue")).
		Where("m.organization_id = ? AND m.queue_no IN ?", organization, numbers).Order("m.queue_no"))
	if err != nil {
		return models.List[models.Member]{}, Translate(err)
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

// MembersWhere lists a page in three steps by a named index, because the planner of
// MariaDB goes wrong by itself: with several indexes that begin with the organization it
// walks one of them from its beginning instead of from the cursor (the 4,000th
// page cost five times the first), and joined to persons it may begin there and
// sort all members.
func (q queries) MembersWhere(ctx context.Context, organization models.ID, state models.MembershipState,
	page models.Page, cond string, args ...any) (models.List[models.Member], error) {
	var after int64
	if page.After != nil {
		after = page.After.Key
	}
	db := q.Query(ctx).Table(q.byIndex("memberships m", "ix_memberships_list")).
		Where("m.organization_id = ? AND m.state = ? AND m.queue_no > ?", organization, state, after).
		Where(cond, args...)
	return q.MemberPage(ctx, db, organization, page)
}

// named cuts a page and puts the nicknames to it.
func (q queries) named(ctx context.Context, rows []models.Membership, page models.Page) (models.List[models.Member],
	error) {
	memberships := models.CutPage(rows, page.Size(), func(m models.Membership) models.Cursor {
		return models.Cursor{Key: m.QueueNo, ID: m.ID}
	})
	people := make([]models.ID, len(memberships.Items))
	for i, m := range memberships.Items {
		people[i] = m.PersonID
	}
	names, err := q.Nicknames(ctx, people)
	if err != nil {
		return models.List[models.Member]{}, err
	}
	out := models.List[models.Member]{Items: make([]models.Member, len(memberships.Items)), Next: memberships.Next}
	for i, m := range memberships.Items {
		out.Items[i] = models.Member{Membership: m, Nickname: names[m.PersonID]}
	}
	return out, nil
}

// Nicknames reads what people call themselves.
func (q queries) Nicknames(ctx context.Context, people []models.ID) (map[models.ID]string, error) {
	var rows []models.Person
	if len(people) > 0 {
		if err := q.Query(ctx).Select("id", "nickname").Where("id IN ?", InList(people)).Find(&rows).Error; err != nil {
			return nil, Translate(err)
		}
	}
	names := make(map[models.ID]string, len(rows))
	for _, p := range rows {
		names[p.ID] = p.Nickname
	}
	return names, nil
}
