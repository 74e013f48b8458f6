package mediation

import (
	"context"
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// disputeAs narrows a list to the cases that a person has as a party, works on as a
// head or mediator, or is assigned to; empty means all of these.
type disputeAs string

// The ways.
const (
	asParty     disputeAs = "party"
	asCommittee disputeAs = "committee"
	asMediator  disputeAs = "mediator"
)

// disputeFilter narrows a list of cases; zero fields do not narrow.
type disputeFilter struct {
	As     disputeAs
	State  dispute.State
	Number string // part of it
	ByDue  bool   // running cases alone, those without a day first, then by their day
	Page   models.Page
}

// order is that of a list. A NULL is before every day on both engines.
func (f disputeFilter) order() string {
	if f.ByDue {
		return "d.due_on, d.id"
	}
	return "d.applied_at DESC, d.id DESC"
}

// narrow gives what a list adds to each way in which cases are seen.
func (f disputeFilter) narrow() (string, []any) {
	var where string
	var args []any
	if f.ByDue {
		where += " AND d.ended_at IS NULL"
	}
	if f.State != "" {
		where, args = where+" AND d.state = ?", append(args, f.State)
	}
	if f.Number != "" {
		where, args = where+" AND d.number LIKE ? ESCAPE '!'", append(args, text.LikeContains(f.Number))
	}
	switch c := f.Page.After; {
	case c == nil:
	case !f.ByDue:
		where += " AND d.applied_at <= ? AND (d.applied_at < ? OR d.id < ?)"
		args = append(args, c.Key, c.Key, c.ID)
	case c.Key == 0:
		where, args = where+" AND (d.due_on IS NOT NULL OR d.id > ?)", append(args, c.ID)
	default:
		day := models.DayOf(models.Instant(c.Key))
		where += " AND d.due_on >= ? AND (d.due_on > ? OR d.id > ?)"
		args = append(args, day, day, c.ID)
	}
	return where, args
}

// cursor is where the list goes on behind d.
func (f disputeFilter) cursor(d dispute.Seen) models.Cursor {
	c := models.Cursor{Key: int64(d.AppliedAt), ID: d.ID}
	if f.ByDue {
		c.Key = 0
		if d.DueOn != nil {
			c.Key = int64(d.DueOn.Start())
		}
	}
	return c
}

// The ways in which cases are seen: in which one is a party, of one committee that one
// heads, those that one mediates; a party of a case is nothing else in it. Each walks its
// own index; as one condition with OR they would walk the whole table.
const (
	wayParty = "SELECT d.id FROM dispute_parties w JOIN disputes d ON d.id = w.dispute_id WHERE w.person_id = ?"
	wayHead  = "SELECT d.id FROM disputes d WHERE d.committee_id = ? AND NOT " + sightParty
	wayMine  = `SELECT d.id FROM dispute_mediators w JOIN disputes d ON d.id = w.dispute_id
		WHERE d.committee_id IN ? AND w.person_id = ? AND w.ended_at IS NULL AND NOT ` + sightParty
)

// ids gives a query for the ids of the cases that the actor sees in this way; tail with
// its args stands behind each way.
func (s disputeSight) ids(as disputeAs, tail string, more []any) (string, []any) {
	var ways []string
	var args []any
	if as == asParty || as == "" {
		ways, args = append(ways, "SELECT id FROM ("+wayParty+tail+") a"), append(append(args, s.person), more...)
	}
	if as == asCommittee || as == "" {
		for _, c := range s.heads {
			ways, args = append(ways, "SELECT id FROM ("+wayHead+tail+") a"), append(append(args, c, s.person), more...)
		}
	}
	if as != asParty && len(s.mediates) > 0 {
		ways = append(ways, "SELECT id FROM ("+wayMine+tail+") a")
		args = append(append(append(args, s.mediating()...), s.person), more...)
	}
	if len(ways) == 0 {
		return "SELECT id FROM disputes WHERE 1 = 0", nil
	}
	return strings.Join(ways, " UNION "), args
}

// top gives a query for the ids of the first cases of each way.
func (f disputeFilter) top(s disputeSight) (string, []any) {
	where, args := f.narrow()
	return s.ids(f.As, where+" ORDER BY "+f.order()+" LIMIT ?", append(args, f.Page.Size()+1))
}

// listDisputes lists the cases that the actor may see, without their statements: the
// newest first, or by the day on which they are due.
func listDisputes(ctx context.Context, q store.Reader, actor models.Actor,
	f disputeFilter) (models.List[dispute.Seen], error) {
	s, size := sightOf(actor), f.Page.Size()
	ids, args := f.top(s)
	var rows []disputeRow
	err := q.Query(ctx).Table("disputes AS d").Select(disputeListColumns, s.columns()...).
		Joins("JOIN ("+ids+") AS seen ON seen.id = d.id", args...).Order(f.order()).Limit(size + 1).Find(&rows).Error
	if err != nil {
		return models.List[dispute.Seen]{}, store.Translate(err)
	}
	cases := make([]dispute.Seen, len(rows))
	for i, r := range rows {
		cases[i] = s.seen(r)
	}
	return models.CutPage(cases, size, f.cursor), nil
}

// StateCount is how many of somebody's cases are in a state.
type StateCount struct {
	State dispute.State
	Cases int64
}

// countDisputes counts the cases that the actor sees in a way, by their state.
func countDisputes(ctx context.Context, q store.Reader, actor models.Actor, as disputeAs) ([]StateCount, error) {
	ids, args := sightOf(actor).ids(as, "", nil)
	var rows []StateCount
	err := q.Query(ctx).Table("disputes AS c").Select("c.state, COUNT(*) AS cases").
		Joins("JOIN ("+ids+") AS seen ON seen.id = c.id", args...).
		Group("c.state").Order("c.state").Find(&rows).Error
	return rows, store.Translate(err)
}

// listSidesOf lists the sides of several cases, as far as the actor sees the cases.
func listSidesOf(ctx context.Context, q store.Reader, actor models.Actor, cases []models.ID) ([]dispute.Party, error) {
	where, args := sightOf(actor).where()
	var rows []dispute.Party
	err := q.Query(ctx).Table("dispute_parties AS s").
		Select("s.id, s.dispute_id, s.side, s.kind, s.person_id, s.name_sealed").
		Joins("JOIN disputes AS d ON d.id = s.dispute_id").Where("s.dispute_id IN ?", cases).Where(where, args...).
		Order("s.side, s.created_at, s.id").Find(&rows).Error
	return rows, store.Translate(err)
}

// leadRow is who leads the mediation of a case.
type leadRow struct {
	DisputeID models.ID
	models.Person
}

// listLeadsOf lists who leads the mediation of several cases, as far as the actor sees
// the cases.
func listLeadsOf(ctx context.Context, q store.Reader, actor models.Actor, cases []models.ID) ([]leadRow, error) {
	where, args := sightOf(actor).where()
	var rows []leadRow
	err := q.Query(ctx).Table("dispute_mediators AS m").
		Select("m.dispute_id, n.id, n.nickname, n.verification, n.name_sealed").
		Joins("JOIN disputes AS d ON d.id = m.dispute_id").Joins("JOIN persons AS n ON n.id = m.person_id").
		Where("m.dispute_id IN ? AND m.is_lead = ? AND m.ended_at IS NULL", cases, true).Where(where, args...).
		Find(&rows).Error
	return rows, store.Translate(err)
}
