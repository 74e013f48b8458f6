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
	var out models.OwnMembership
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := tx.Application(ctx, actor, id)
		if err != nil {
			return err
		}
		o, above, err := lockWithAbove(ctx, tx, m.OrganizationID)
		if err != nil {
			return err
		}
		seen = o
		if m.PersonID != actor.PersonID && !reviews(actor, o) {
			return models.ErrForbidden
		}
		if err := union.MayRetain(o, above); err != nil {
			return err
		}
		if m, err = tx.Application(ctx, actor, id); err != nil {
			return err
		}
		if err := s.leave(ctx, tx, o, m); err != nil {
			return err
		}
		next := union.Retain(m, above.ID, above.NextQueueNo, tx.Now)
		next.ID = tx.NewID()
		if err := membership.Enter(ctx, tx, above, &next); err != nil {
			return err
		}
		if err := tx.InsertMembership(ctx, &next); err != nil {
			return membership.Taken(ctx, tx, above, next, err)
		}
		if err := followTransfers(ctx, tx, o.ID, above.ID, &next.PersonID); err != nil {
			return err
		}
		if err := tellRetained(ctx, tx, actor, above, next.PersonID); err != nil {
			return err
		}
		detail := map[string]string{"reason": string(why), "to": above.ID.String()}
		if err := audit.Record(ctx, tx, actor, about(o, ActionRetain, "membership", id, detail)); err != nil {
			return err
		}
		out = membershipOf(next, above)
		return tx.Answer(ctx, out)
	})
	return out, s.refused(ctx, actor, seen, ActionRetain, "membership", id, err)
}

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
	var out Retained
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Organization(ctx, actor, unionID); err != nil {
			return err
		}
		o, above, err := lockWithAbove(ctx, tx, unionID)
		if err != nil {
			return err
		}
		seen = o
		if err := union.RetainsAll(o, actor); err != nil {
			return err
		}
		if err := union.MayRetain(o, above); err != nil {
			return err
		}
		people, err := s.handOver(ctx, tx, o, above)
		if err != nil {
			return err
		}
		if err := tellRetained(ctx, tx, actor, above, people...); err != nil {
			return err
		}
		detail := map[string]string{"reason": string(why), "to": above.ID.String(),
			"members": strconv.Itoa(len(people))}
		if err := audit.Record(ctx, tx, actor, about(o, ActionRetainAll, "organization", o.ID, detail)); err != nil {
			return err
		}
		out = Retained{Union: o, Federation: above, Members: len(people), Why: why}
		return tx.Answer(ctx, out)
	})
	return out, s.refused(ctx, actor, seen, ActionRetainAll, "organization", unionID, err)
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
	return tell(ctx, tx, inbox.Notice{Kind: union.NoticeRetained, Subject: "organization", SubjectID: above.ID},
		above, actor, people...)
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
