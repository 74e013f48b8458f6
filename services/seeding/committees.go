package seeding

import (
	"context"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// seats picks who can sit in a committee: so many verified people, counted from a number on
// in steps, with a woman among them (人民调解法 Art 8).
func (r *run) seats(from, step, n int) []models.ID {
	var out []models.ID
	woman := false
	for at := from; len(out) < n; at += step {
		v := r.homes.villager(at)
		if !v.verified || len(out) == n-1 && !woman && v.male {
			continue
		}
		woman = woman || !v.male
		out = append(out, idOf("person", at))
	}
	return out
}

// seatGrants are the roles of a person in a committee: a head mediates, too.
func seatGrants(committee models.ID, kind string, i int, person models.ID, head bool, from models.Instant,
	last models.Day) []models.RoleGrant {
	roles := []models.Role{models.RoleMediator}
	if head {
		roles = append(roles, models.RoleCommitteeHead)
	}
	grants := make([]models.RoleGrant, len(roles))
	for j, role := range roles {
		g := models.CommitteeGrant(committee, role, person, from, last, person)
		g.ID = idOf(kind, 2*i+j)
		grants[j] = g
	}
	return grants
}

// papers are the term of a committee, and the filing of its setting up.
func (r *run) papersOfCommittee(c models.MediationCommittee, n int) (models.CommitteeTerm, models.CommitteeFiling) {
	began := c.TermEndsOn.AddMonths(-12 * models.CommitteeTermYears)
	term := models.CommitteeTerm{ID: idOf("committee-term", n), CommitteeID: c.ID, StartsOn: began,
		EndsOn: c.TermEndsOn, CreatedAt: r.now}
	filing := models.NewFiling(models.Calendar{}, c.ID, models.FilingFormation, began)
	filing.ID, filing.CreatedAt = idOf("committee-filing", n), r.now
	filed := began.AddDays(10)
	filing.FiledOn, filing.FiledWith, filing.OpenKey = &filed, "区司法局", nil
	return term, filing
}

// committees founds them: head and two mediators are verified people who live
// longest in the village.
func (r *run) committees(ctx context.Context) (map[models.RegionCode]models.ID, error) {
	out := sink[models.MediationCommittee]{run: r, kind: "committees"}
	grants := sink[models.RoleGrant]{run: r, kind: "mediators"}
	terms := sink[models.CommitteeTerm]{run: r, kind: "committee terms"}
	filings := sink[models.CommitteeFiling]{run: r, kind: "committee filings"}
	byRegion := map[models.RegionCode]models.ID{}
	last := models.DayOf(r.now).AddDays(900)
	found := func(code models.RegionCode, first int) error {
		n := len(byRegion)
		c := models.MediationCommittee{ID: idOf("committee", n), Name: r.regions[code].Name + "人民调解委员会",
			RegionCode: code, State: models.CommitteeActive, FormedAt: &r.now, TermEndsOn: last, Version: 1,
			CreatedAt: r.now, UpdatedAt: r.now}
		byRegion[code] = c.ID
		for i, person := range r.seats(first, 1, models.CommitteeMinPeople) {
			grants.rows = append(grants.rows, seatGrants(c.ID, "mediator", models.CommitteeMinPeople*n+i, person,
				i == 0, r.now.Add(-24*time.Hour), last)...)
		}
		term, filing := r.papersOfCommittee(c, n)
		terms.rows, filings.rows = append(terms.rows, term), append(filings.rows, filing)
		return out.add(ctx, c)
	}
	for _, p := range r.places {
		if county := p.code[:6] + "000000"; byRegion[county].IsZero() {
			if err := found(county, p.first+6); err != nil {
				return nil, err
			}
		}
		if p.count >= r.trigger() && !(len(r.Cast) > 0 && p.code == waishan) { // the cast has its own there
			if err := found(p.code, p.first+3); err != nil {
				return nil, err
			}
		}
	}
	return byRegion, flushAll(ctx, out.flush, grants.flush, terms.flush, filings.flush)
}

// demoCommittee is that of the village of the demonstration: two of the cast and two
// villagers are its members, and a third villager is appointed.
func (r *run) demoCommittee(ctx context.Context, tx *store.Tx) error {
	last := models.DayOf(r.now).AddDays(900)
	c := models.MediationCommittee{ID: DemoCommittee, Name: "外山村人民调解委员会（演示）", RegionCode: waishan,
		State: models.CommitteeActive, FormedAt: &r.now, TermEndsOn: last, Version: 1, CreatedAt: r.now,
		UpdatedAt: r.now}
	term, filing := r.papersOfCommittee(c, demoPapers)
	var grants []models.RoleGrant
	for i, m := range r.Cast {
		if m.Part.judge != "" {
			head := m.Part.judge == models.RoleCommitteeHead
			grants = append(grants, seatGrants(c.ID, "demo-judge", i, r.castID(i), head, r.now, last)...)
		}
	}
	// Whoever quarrels in the demonstration has an even number.
	for i, person := range r.seats(r.home().first+1, 2, 3) {
		more := seatGrants(c.ID, "demo-judge", len(r.Cast)+i, person, false, r.now, last)
		if i == 0 {
			more[0].Seat = models.SeatAppointed
		}
		grants = append(grants, more...)
	}
	for i := range grants {
		grants[i].CreatedAt = r.now
	}
	for _, rows := range []any{&[]models.MediationCommittee{c}, &[]models.CommitteeTerm{term},
		&[]models.CommitteeFiling{filing}, &grants} {
		if err := tx.Bulk(ctx, rows, rowsPerInsert); err != nil {
			return err
		}
	}
	return r.demoDisputes(ctx, tx, r.home().first)
}

// demoPapers numbers the papers of the demonstration's committee behind all others.
const demoPapers = 1 << 20
