package unions

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
)

// Retain keeps the membership of somebody who has lost the job: it goes on in
// the federation above, with the same number and without dues, until the union
// of a new job takes it over (工会法 13). The member does it, or who decides
// applications in the union.
func (s *Service) Retain(
	ctx context.Context, actor models.Actor, id models.ID, why union.RetainReason,
) (models.OwnMembership, error) {
	return act.On(ctx, s.st, actor, act.Of[retaining, models.OwnMembership]{
		Event: func(v retaining) audit.Event { return audit.InOrganization(v.o, ActionRetain, "membership", id, nil) },
		Lock: func(tx *store.Tx) (v retaining, err error) {
			if v.m, err = tx.Application(ctx, actor, id); err != nil {
				return v, err
			}
			if v.o, v.above, err = lockWithAbove(ctx, tx, v.m.OrganizationID); err != nil {
				return v, err
			}
			v.m, err = tx.Application(ctx, actor, id)
			return v, err
		},
		May: func(_ *store.Tx, v retaining) error {
			if v.m.PersonID == actor.PersonID {
				return nil
			}
			return v.o.MayReview(actor)
		},
		Next: mayRetain,
		Do: func(tx *store.Tx, v *retaining) error {
			if err := s.leave(ctx, tx, v.o, v.m); err != nil {
				return err
			}
			v.next = union.Retain(v.m, v.above.ID, v.above.NextQueueNo, tx.Now)
			v.next.ID = tx.NewID()
			if err := membership.Enter(ctx, tx, v.above, &v.next); err != nil {
				return err
			}
			if err := tx.InsertMembership(ctx, &v.next); err != nil {
				return membership.Taken(ctx, tx, v.above, v.next, err)
			}
			return followTransfers(ctx, tx, v.o.ID, v.above.ID, &v.next.PersonID)
		},
		Tell: func(tx *store.Tx, v retaining) error { return tellRetained(ctx, tx, actor, v.above, v.next.PersonID) },
		Detail: func(v retaining) map[string]string {
			return map[string]string{"reason": string(why), "to": v.above.ID.String()}
		},
		Answer: func(_ *store.Tx, v retaining) (models.OwnMembership, error) {
			return v.next.In(v.above), nil
		},
	})
}

// retaining is what is handed to a federation, with the locked rows of the union and of
// the federation above; without one above is empty.
type retaining struct {
	o, above models.Organization
	m, next  models.Membership // of one member
	people   []models.ID       // of a whole union
}

// mayRetain refuses a union that has no federation to hold its members.
func mayRetain(_ *store.Tx, v *retaining) error { return union.MayRetain(v.o, v.above) }

// Retained tells what RetainAll did.
type Retained struct {
	Union      models.Organization
	Federation models.Organization
	Members    int
	Why        union.RetainReason
}

// RetainAll hands every member of a union whose unit is gone to the federation
// above, which holds them until their next job; offices end, and the union is
// suspended until its authority dissolves it. The chair of the federation does
// it, or an administrator of the place.
func (s *Service) RetainAll(
	ctx context.Context, actor models.Actor, unionID models.ID, why union.RetainReason,
) (Retained, error) {
	return act.On(ctx, s.st, actor, act.Of[retaining, Retained]{
		Event: func(v retaining) audit.Event {
			return audit.InOrganization(v.o, ActionRetainAll, "organization", unionID, nil)
		},
		Lock: func(tx *store.Tx) (v retaining, err error) {
			if _, err := tx.Organization(ctx, actor, unionID); err != nil {
				return v, err
			}
			v.o, v.above, err = lockWithAbove(ctx, tx, unionID)
			return v, err
		},
		May:  func(_ *store.Tx, v retaining) error { return union.RetainsAll(v.o, actor) },
		Next: mayRetain,
		Do: func(tx *store.Tx, v *retaining) (err error) {
			v.people, err = s.handOver(ctx, tx, v.o, v.above)
			return err
		},
		Tell: func(tx *store.Tx, v retaining) error { return tellRetained(ctx, tx, actor, v.above, v.people...) },
		Detail: func(v retaining) map[string]string {
			return map[string]string{"reason": string(why), "to": v.above.ID.String(),
				"members": strconv.Itoa(len(v.people))}
		},
		Answer: func(_ *store.Tx, v retaining) (Retained, error) {
			return Retained{Union: v.o, Federation: v.above, Members: len(v.people), Why: why}, nil
		},
	})
}

func (s *Service) handOver(ctx context.Context, tx *store.Tx, o, above models.Organization) ([]models.ID, error) {
	if o.State == models.OrganizationActive {
		if err := tx.MoveOrganization(ctx, o, models.OrganizationSuspended); err != nil {
			return nil, err
		}
	}
	people, err := retainMembers(ctx, tx, o, above, func(m models.Membership, queueNo int64) models.Membership {
		next := union.Retain(m, above.ID, queueNo, tx.Now)
		next.ID = tx.NewID()
		return next
	})
	switch {
	case errors.Is(err, store.ErrNotAffected):
		return nil, models.ErrOrganizationFull.Because(err)
	case err != nil:
		return nil, membership.Taken(ctx, tx, above, models.Membership{}, err)
	case len(people) == 0:
		return nil, union.ErrNobody
	}
	if err := followTransfers(ctx, tx, o.ID, above.ID, nil); err != nil {
		return nil, err
	}
	return people, endOffices(ctx, tx, o.ID)
}

func tellRetained(
	ctx context.Context, tx *store.Tx, actor models.Actor, above models.Organization, people ...models.ID,
) error {
	n := inbox.Notice{Kind: union.NoticeRetained, Subject: "organization", SubjectID: above.ID}
	return inbox.TellAbout(ctx, tx, n, above, actor, people...)
}

// lockWithAbove locks a union and the organization above it in the order of their ids;
// without one the second is empty. That the union still stands under it is read
// behind the lock.
func lockWithAbove(ctx context.Context, tx *store.Tx, union models.ID) (o, above models.Organization, err error) {
	before, err := tx.OrganizationOf(ctx, union)
	if err != nil {
		return o, above, err
	}
	if before.ParentID == nil {
		o, err = act.Hold(ctx, tx, union)
		return o, above, err
	}
	if o, above, err = act.HoldBoth(ctx, tx, union, *before.ParentID); err != nil {
		return o, above, err
	}
	if o.ParentID == nil || *o.ParentID != above.ID {
		above = models.Organization{}
	}
	return o, above, nil
}
