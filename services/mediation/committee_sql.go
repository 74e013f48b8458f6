package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// readCommitteeFor finds the committee that takes a case of some people: the nearest
// on the route that is active and formed, inside its term, and has a head who is none of
// them. ErrNotFound when there is none.
func readCommitteeFor(ctx context.Context, tx *store.Tx, route []models.RegionCode,
	but ...models.ID) (models.MediationCommittee, error) {
	var row models.MediationCommittee
	// A code is greater than every code above it, so descending is nearest first.
	err := takingCases(ctx, tx, route).
		Where(`EXISTS (SELECT 1 FROM role_grants g
			WHERE g.committee_id = c.id AND g.role = ? AND g.person_id NOT IN ? AND `+store.GrantHolds+")",
			models.RoleCommitteeHead, append(but, models.ID{}), tx.Now, tx.Now).
		Order("c.region_code DESC, c.created_at, c.id").Take(&row).Error
	return row, store.Translate(err)
}

// takingCases begins a query for the committees c of places that are active, formed and
// inside their term.
func takingCases(ctx context.Context, tx *store.Tx, places []models.RegionCode) *store.Query {
	return tx.Query(ctx).Table("mediation_committees AS c").
		Where("c.region_code IN ? AND c.state = ? AND c.formed_at IS NOT NULL AND c.term_ends_on >= ?", places,
			models.CommitteeActive, models.DayOf(tx.Now))
}

// listCommitteesByID reads several committees.
func listCommitteesByID(ctx context.Context, q store.Reader, ids []models.ID) (map[models.ID]models.MediationCommittee,
	error) {
	var rows []models.MediationCommittee
	err := q.Query(ctx).Where("id IN ?", ids).Find(&rows).Error
	byID := make(map[models.ID]models.MediationCommittee, len(rows))
	for _, c := range rows {
		byID[c.ID] = c
	}
	return byID, store.Translate(err)
}

// listCommittees lists the committees that take cases on day, by place: those in
// the subtree of region and those above it that serve it. An empty region lists
// all. Of those that still form the viewer sees what lies in their places.
func listCommittees(ctx context.Context, q store.Reader, viewer models.Actor, region models.RegionCode,
	day models.Day, page models.Page) (models.List[models.MediationCommittee], error) {
	db := q.Query(ctx).Where("state = ? AND term_ends_on >= ?", models.CommitteeActive, day)
	if places := viewer.Regions(models.RoleRegionAdmin, models.RolePlatformAdmin); len(places) > 0 {
		in, args := store.WithinSubtrees("region_code", places)
		db = db.Where("(formed_at IS NOT NULL OR "+in+")", args...)
	} else {
		db = db.Where("formed_at IS NOT NULL")
	}
	if region != "" {
		first, last := region.Range()
		db = db.Where("(region_code BETWEEN ? AND ? OR region_code IN ?)", first, last, models.CommitteeRoute(region))
	}
	if c := page.After; c != nil {
		code := models.RegionCodeOf(c.Key)
		db = db.Where("region_code >= ? AND (region_code > ? OR id > ?)", code, code, c.ID)
	}
	rows, err := store.Find[models.MediationCommittee](q, db.Order("region_code, id").Limit(page.Size()+1))
	return models.CutPage(rows, page.Size(), func(c models.MediationCommittee) models.Cursor {
		return models.Cursor{Key: c.RegionCode.Number(), ID: c.ID}
	}), store.Translate(err)
}

// insertCommittee adds a committee; a taken name in its place is ErrDuplicate.
func insertCommittee(ctx context.Context, tx *store.Tx, c *models.MediationCommittee) error {
	return tx.Create(ctx, c)
}

// listSeatsOf lists what a person was ever offered in a committee.
func listSeatsOf(ctx context.Context, tx *store.Tx, committee, person models.ID) ([]models.RoleGrant, error) {
	var rows []models.RoleGrant
	err := tx.Query(ctx).Where("committee_id = ? AND person_id = ?", committee, person).Order("created_at, role, id").
		Find(&rows).Error
	return rows, store.Translate(err)
}

// listGrantsOf lists what holds or waits in a committee, the oldest first, at most
// two for each of its people.
func listGrantsOf(ctx context.Context, q store.Reader, committee models.ID, now models.Instant) ([]models.RoleGrant,
	error) {
	var rows []models.RoleGrant
	err := q.Query(ctx).Where("committee_id = ? AND ended_at IS NULL AND ends_at > ?", committee, now).
		Order("created_at, role, id").Limit(4 * models.CommitteeMaxPeople).Find(&rows).Error
	return rows, store.Translate(err)
}

// holdSeat locks the seat of a mediator who serves in a committee now, so that nobody
// ends it while a case is given to them; dispute.ErrNotMediator when there is none.
func holdSeat(ctx context.Context, tx *store.Tx, committee, person models.ID) error {
	var ids []models.ID
	err := tx.Query(ctx).Table("role_grants").Where("committee_id = ? AND person_id = ? AND role "+
		"= ? AND ended_at IS NULL",
		committee, person, models.RoleMediator).Order("created_at DESC, id").Pluck("id", &ids).Error
	if err != nil {
		return store.Translate(err)
	}
	for _, id := range ids {
		g, err := store.LockRow[models.RoleGrant](ctx, tx, id)
		if err != nil {
			return err
		}
		if g.Active(tx.Now) {
			return nil
		}
	}
	return dispute.ErrNotMediator
}

// isSeated reports whether the grant with this live key holds now.
func isSeated(ctx context.Context, tx *store.Tx, key string, now models.Instant) (bool, error) {
	n, err := store.Count[models.RoleGrant](ctx, tx, "live_key = ? AND starts_at <= ? AND ends_at > ?", key, now, now)
	return n > 0, err
}

// countSeats counts the people who serve in a committee or are asked to, and the members
// among them, besides one person, who may be asked for another seat.
func countSeats(
	ctx context.Context, tx *store.Tx, committee, besides models.ID, now models.Instant,
) (all, members int64,
	err error) {
	const open = `committee_id = ? AND role = ? AND person_id <> ? AND ended_at IS NULL AND ends_at > ?
		AND (starts_at < ends_at OR created_at > ?)`
	args := []any{committee, models.RoleMediator, besides, now, now.Add(-models.RoleOfferLife)}
	if all, err = store.Count[models.RoleGrant](ctx, tx, open, args...); err != nil {
		return 0, 0, err
	}
	members, err = store.Count[models.RoleGrant](ctx, tx, open+" AND seat = ?", append(args, models.SeatMember)...)
	return all, members, err
}

// countComposition counts the heads and members who serve in a committee now, and the
// women among the members.
func countComposition(ctx context.Context, q store.Reader, committee models.ID,
	now models.Instant) (models.Composition, error) {
	var c models.Composition
	err := q.Query(ctx).Table("role_grants AS g").Select(`
		COUNT(CASE WHEN g.role = ? THEN 1 END) AS heads,
		COUNT(CASE WHEN g.role = ? THEN 1 END) AS members,
		COUNT(CASE WHEN g.role = ? AND p.sex = ? THEN 1 END) AS women`,
		models.RoleCommitteeHead, models.RoleMediator, models.RoleMediator, models.SexFemale).
		Joins("JOIN persons AS p ON p.id = g.person_id").
		Where("g.committee_id = ? AND g.seat = ? AND "+store.GrantHolds, committee, models.SeatMember, now, now).
		Take(&c).Error
	return c, store.Translate(err)
}

// nameShortly writes the short name of a committee, whose row is held.
func nameShortly(ctx context.Context, tx *store.Tx, c *models.MediationCommittee, short string) error {
	c.ShortName, c.Version, c.UpdatedAt = short, c.Version+1, tx.Now
	return tx.Exec1(ctx, "UPDATE mediation_committees SET short_name = ?, version = version + 1, updated_at = ? "+
		"WHERE id = ?", short, tx.Now, c.ID)
}

// formCommittee marks that a committee, whose row is held, takes cases from now on.
func formCommittee(ctx context.Context, tx *store.Tx, c *models.MediationCommittee) error {
	c.FormedAt, c.Version, c.UpdatedAt = &tx.Now, c.Version+1, tx.Now
	return tx.Exec1(ctx, `UPDATE mediation_committees SET formed_at = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND formed_at IS NULL`, tx.Now, tx.Now, c.ID)
}
