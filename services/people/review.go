package people

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// reviewers verify the people whose present place lies in their subtree.
var reviewers = []models.Role{models.RoleOfficer, models.RoleRegionAdmin, models.RolePlatformAdmin}

// Review is a submitted identity as an officer sees it: the full name to compare
// with the card, the number masked.
type Review struct {
	Person   models.Person
	Name     string
	IDNumber string // masked
	// Unreadable: what was submitted does not open, so that it can only be rejected.
	Unreadable bool
	Choices    models.Choices // of the officer
}

// Reviews lists who waits in the actor's subtrees, longest first. Reading names
// leaves an audit row.
func (s *Service) Reviews(ctx context.Context, actor models.Actor, page models.Page) (models.List[Review], error) {
	var out models.List[Review]
	rows, err := listPendingIdentities(ctx, s.st, actor.Regions(reviewers...), page)
	if err != nil || len(rows.Items) == 0 {
		return out, err
	}
	out.Next = rows.Next
	var trail []audit.Act
	var claims []claimed
	for i, p := range rows.Items {
		r, number, err := s.review(p)
		var lost *models.Unreadable
		if errors.As(err, &lost) { // one damaged row must not close the desk
			r, err = Review{Person: p, Unreadable: true}, nil
			trail = append(trail, audit.Act{Ctx: ctx, Actor: actor, Event: audit.Unreadable(lost)})
		}
		if err != nil {
			return models.List[Review]{}, err
		}
		if p.Claims() && !r.Unreadable {
			claims = append(claims, claimed{at: i, number: s.numberIndexes(number)})
		}
		out.Items = append(out.Items, r)
	}
	if err := s.reviewChoices(ctx, actor, out.Items, claims); err != nil {
		return models.List[Review]{}, err
	}
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		return audit.RecordAll(ctx, tx, append(trail,
			audit.Act{Ctx: ctx, Actor: actor, Event: audit.Event{Action: ActionReadReviews, Object: "person",
				Detail: map[string]string{"count": strconv.Itoa(len(out.Items))}}}))
	})
	return out, err
}

func (s *Service) review(p models.Person) (Review, models.IDNumber, error) {
	name, number, err := s.identityOf(p)
	return Review{Person: p, Name: name, IDNumber: number.Masked()}, number, err
}

// Approve verifies a person who is under review; a claim whose number is still
// another person's is ErrIdentityConflict. version, if told, is the one
// that the officer looked at; another one is ErrStale.
func (s *Service) Approve(ctx context.Context, actor models.Actor, person models.ID, version *int64) (Review, error) {
	return s.approve(ctx, actor, person, version, nil)
}

// approve is Approve with more for the audit row.
func (s *Service) approve(
	ctx context.Context, actor models.Actor, person models.ID, version *int64, detail map[string]string,
) (Review, error) {
	return s.decide(ctx, actor, person,
		decision{act: ActionApprove, notice: models.NoticeIdentityVerified, version: version, detail: detail,
			write: func(tx *store.Tx, p models.Person) error {
				if err := secondLook(ctx, tx, actor, p); err != nil {
					return err
				}
				return s.verify(ctx, tx, p)
			}})
}

// Reject ends a review with a reason that the person reads; what was submitted
// is forgotten.
func (s *Service) Reject(ctx context.Context, actor models.Actor, person models.ID, reason string) (Review, error) {
	reason = text.Clean(reason)
	if n := utf8.RuneCountInString(reason); n == 0 || n > models.ReasonMax {
		return Review{}, models.ErrInvalid.With(models.BodyField("/reason", "length", "请填写原因，最多200个字",
			"A reason of at most 200 characters"))
	}
	return s.decide(ctx, actor, person, decision{act: ActionReject, notice: models.NoticeIdentityRejected,
		write: func(tx *store.Tx, p models.Person) error { return rejectPerson(ctx, tx, p.ID, reason) }})
}

type decision struct {
	act     models.Action
	notice  models.NoticeKind
	version *int64
	detail  map[string]string // of the audit row
	write   func(tx *store.Tx, p models.Person) error
}

// decide ends the review of a person whom the actor may review.
func (s *Service) decide(ctx context.Context, actor models.Actor, person models.ID, d decision) (Review, error) {
	return act.On(ctx, s.st, actor, act.Of[models.Person, Review]{
		Event: func(p models.Person) audit.Event {
			e := audit.Event{Action: d.act, Object: "person", ObjectID: person, Detail: d.detail}
			if p.RegionCode != nil {
				e.RegionCode = *p.RegionCode
			}
			return e
		},
		Lock:    func(tx *store.Tx) (models.Person, error) { return tx.LockPerson(ctx, person) },
		May:     func(_ *store.Tx, p models.Person) error { return mayReview(actor, p) },
		Version: d.version, VersionOf: func(p models.Person) int64 { return p.Version },
		Next: func(_ *store.Tx, p *models.Person) error {
			if d.act == ActionApprove {
				return p.Seen(d.version)
			}
			return nil
		},
		Do: func(tx *store.Tx, p *models.Person) (err error) {
			if err := act.Lost(d.write(tx, *p), models.ErrIdentityState); err != nil {
				return err
			}
			*p, err = tx.Person(ctx, person)
			return err
		},
		Tell: func(tx *store.Tx, _ models.Person) error {
			return inbox.Tell(ctx, tx, inbox.Notice{PersonID: person, Kind: d.notice,
				Subject: "person", SubjectID: person})
		},
		Answer: func(_ *store.Tx, p models.Person) (Review, error) {
			out, _, err := s.review(p)
			out.Name = models.MaskName(out.Name) // the answer may be stored for its replay
			return out, err
		},
	})
}

// mayReview hides people outside the actor's subtrees, and those who never
// submitted anything; an account that was merged has.
func mayReview(actor models.Actor, p models.Person) error {
	seen := slices.ContainsFunc(actor.Regions(reviewers...), func(code models.RegionCode) bool {
		return p.RegionCode != nil && code.Contains(*p.RegionCode)
	})
	switch {
	case !seen || p.Verification == models.VerificationNone && p.MergedInto == nil:
		return models.ErrNotFound
	case p.ID == actor.PersonID:
		return models.ErrIdentityOwn
	}
	return nil
}
