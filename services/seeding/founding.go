package seeding

import (
	"context"

	"xinjumin/models"
)

// papers are what organizations were founded with: the signature of their first head,
// the charter where the kind has one, and the first term.
type papers struct {
	founders sink[models.Founder]
	charters sink[models.Charter]
	terms    sink[models.Term]
}

func (r *run) papers() *papers {
	return &papers{founders: sink[models.Founder]{run: r, kind: "founders"},
		charters: sink[models.Charter]{run: r, kind: "charters"},
		terms:    sink[models.Term]{run: r, kind: "terms"}}
}

// papersOf gives the papers of one organization.
func (r *run) papersOf(o models.Organization, number int) (models.Founder, *models.Charter, models.Term) {
	f := models.Founder{OrganizationID: o.ID, PersonID: *o.CreatedBy, State: models.FounderSigned,
		SignedAt: o.ApprovedAt, CreatedAt: o.CreatedAt, UpdatedAt: o.CreatedAt}
	t := models.Term{ID: idOf("term", number), OrganizationID: o.ID, Number: 1, ElectedOn: models.DayOf(*o.ApprovedAt),
		EndsOn: *o.TermEndsOn, CreatedAt: o.CreatedAt}
	if o.CharterNumber == 0 {
		return f, nil, t
	}
	c := models.ModelCharter(models.OrganizationView{Organization: o, RegionName: r.regions[o.RegionCode].FullName})
	c.State, c.Version, c.WrittenBy, c.DecidedAt = models.CharterInForce, 1, o.CreatedBy, o.ApprovedAt
	return f, &c, t
}

func (p *papers) add(ctx context.Context, r *run, o models.Organization, number int) error {
	f, c, t := r.papersOf(o, number)
	if c != nil {
		if err := p.charters.add(ctx, *c); err != nil {
			return err
		}
	}
	if err := p.founders.add(ctx, f); err != nil {
		return err
	}
	return p.terms.add(ctx, t)
}

func (p *papers) flush(ctx context.Context) error {
	if err := p.charters.flush(ctx); err != nil {
		return err
	}
	if err := p.founders.flush(ctx); err != nil {
		return err
	}
	return p.terms.flush(ctx)
}
