package seeding

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/keyring"
)

var categories = weighted[dispute.Category]{{"labour", 45}, {"neighbour", 15}, {"contract", 10}, {"damage", 10},
	{"traffic", 8}, {"property", 6}, {"other", 6}}

// disputes writes a committee for every county and for every village with a
// organization, and three cases a year for a hundred people.
func (r *run) disputes(ctx context.Context) error {
	committees, err := r.committees(ctx)
	if err != nil {
		return err
	}
	cases := sink[dispute.Dispute]{run: r, kind: "disputes", total: r.People * 3 / 100}
	parties := sink[dispute.Party]{run: r, kind: "dispute parties"}
	events := sink[dispute.Event]{run: r, kind: "dispute events"}
	serial, filed := map[models.RegionCode]int{}, map[models.ID]int64{}
	deadlines := sink[dispute.Deadline]{run: r, kind: "dispute deadlines"}

	n := 0
	for _, p := range r.places {
		committee := committees[p.code]
		if committee.IsZero() {
			committee = committees[p.code[:6]+"000000"]
		}
		for person := p.first + 20; person < p.first+p.count; person += 33 {
			county := p.code[:6]
			serial[county]++
			d, ps, es, err := r.dispute(n, person, p.code, committee,
				fmt.Sprintf("调%s-%d-%06d", county, r.year()-1, serial[county]))
			if err != nil {
				return err
			}
			filed[committee]++
			no := dispute.FileNo(strconv.Itoa(r.year()-1), dispute.ShortName(r.regions[p.code].Name), filed[committee])
			d.FileNo = &no
			if err := cases.add(ctx, d); err != nil {
				return err
			}
			parties.rows, events.rows = append(parties.rows, ps...), append(events.rows, es...)
			deadlines.rows = append(deadlines.rows, deadlineOf(d, *d.AcceptedAt))
			n++
		}
		// Children go after their parents.
		if len(events.rows) < rowsPerCommit {
			continue
		}
		if err := flushAll(ctx, cases.flush, parties.flush, events.flush, deadlines.flush); err != nil {
			return err
		}
	}
	return flushAll(ctx, cases.flush, parties.flush, events.flush, deadlines.flush)
}

func flushAll(ctx context.Context, flushes ...func(context.Context) error) error {
	for _, flush := range flushes {
		if err := flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) year() int { return r.now.Time().In(models.Shanghai).Year() }

// dispute makes a case of last year that was withdrawn after it was accepted,
// or is still with the committee.
func (r *run) dispute(
	n, person int, region models.RegionCode, committee models.ID, number string,
) (dispute.Dispute, []dispute.Party, []dispute.Event, error) {
	chance := dice("dispute", n)
	at := r.ago(360, n)
	accepted := at.Add(30 * time.Hour)
	d := dispute.Dispute{
		ID: idOf("dispute", n), Number: number, CommitteeID: committee, RegionCode: region,
		FiledBy: idOf("person", person), Category: categories.pick(chance), Source: "application",
		State: dispute.Accepted, AppliedAt: at, DecidedAt: &accepted, AcceptedAt: &accepted, NextEventSeq: 3, Version: 2,
		CreatedAt: at, UpdatedAt: accepted,
	}
	if chance.IntN(10) < 8 {
		ended := accepted.Add(9 * 24 * time.Hour)
		d.State, d.Reason, d.EndedAt, d.UpdatedAt = dispute.Withdrawn, "by_applicant", &ended, ended
	}
	due := deadlineOf(d, accepted).DueOn
	d.DueOn = &due
	var err error
	if d.StatementSealed, err = r.ring.Seal(keyring.DisputeStatement, d.ID[:],
		[]byte(quarrels[chance.IntN(len(quarrels))])); err != nil {
		return d, nil, nil, err
	}
	applicant := dispute.Party{ID: idOf("party", 2*n), DisputeID: d.ID, Side: dispute.SideApplicant,
		Kind: "person", PersonID: &d.FiledBy, CreatedAt: at,
		Consent: dispute.ConsentGiven, ConsentWay: dispute.WaySelf, ConsentedAt: &at, ConsentBy: &d.FiledBy}
	respondent := dispute.Party{ID: idOf("party", 2*n+1), DisputeID: d.ID, Side: dispute.SideRespondent,
		Kind: "employer", CreatedAt: at,
		Consent: dispute.ConsentGiven, ConsentWay: dispute.WayOral, ConsentedAt: &accepted}
	if respondent.NameSealed, err = r.ring.Seal(keyring.PartyName, respondent.ID[:], []byte("某某纺织厂")); err != nil {
		return d, nil, nil, err
	}
	events := []dispute.Event{
		{ID: idOf("event", 2*n), DisputeID: d.ID, Seq: 1, Kind: "filed", ActorID: &d.FiledBy, Audience: "parties",
			CreatedAt: at},
		{ID: idOf("event", 2*n+1), DisputeID: d.ID, Seq: 2, Kind: "accepted", Audience: "parties", CreatedAt: accepted},
	}
	return d, []dispute.Party{applicant, respondent}, events, nil
}

// deadlineOf is the term in which an accepted case is to be settled. It bears the id of
// its case, of which it is the only one here.
func deadlineOf(d dispute.Dispute, accepted models.Instant) dispute.Deadline {
	event := accepted
	if d.Category == dispute.CategoryLabour {
		event = d.AppliedAt
	}
	out := dispute.NewDeadline(models.Calendar{}, d.ID, d.Category.SettlingKind(), nil, models.DayOf(event), nil,
		accepted)
	out.ID = d.ID
	if d.EndedAt != nil {
		out.EndedAt, out.LiveKey = d.EndedAt, nil
	}
	return out
}
