package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// Appraise begins the yearly appraisal of a union: two secret polls of its
// members, whose rolls are fixed now. A second one in a year is refused by its
// key.
func (s *Service) Appraise(
	ctx context.Context, actor models.Actor, unionID models.ID, opens, closes models.Instant,
) (union.AppraisalView, error) {
	type appraising struct {
		o           models.Organization
		a           union.Appraisal
		home, chair poll.Poll
	}
	return act.On(ctx, s.st, actor, act.Of[appraising, union.AppraisalView]{
		Event: func(v appraising) audit.Event { return audit.Made(v.o, ActionAppraise, "union_appraisal", v.a.ID) },
		Lock: func(tx *store.Tx) (v appraising, err error) {
			v.o, err = act.LockOrganization(ctx, tx, actor, unionID)
			return v, err
		},
		May: func(_ *store.Tx, v appraising) error { return union.MayAppraise(v.o, actor, opens, closes) },
		Do: func(tx *store.Tx, v *appraising) (err error) {
			v.a = union.Appraisal{ID: tx.NewID(), OrganizationID: v.o.ID, Year: union.AppraisalYear(tx.Now),
				CreatedBy: actor.PersonID, CreatedAt: tx.Now}
			home, chair := union.AppraisalPolls(v.o, v.a.Year, opens, closes)
			if v.home, err = s.polls.Convene(ctx, tx, actor, home); err != nil {
				return err
			}
			if v.chair, err = s.polls.Convene(ctx, tx, actor, chair); err != nil {
				return err
			}
			v.a.HomePollID, v.a.ChairPollID = v.home.ID, v.chair.ID
			return act.Taken(insertAppraisal(ctx, tx, &v.a), union.ErrAppraisalHeld)
		},
		Answer: func(_ *store.Tx, v appraising) (union.AppraisalView, error) {
			return union.AppraisalView{Appraisal: v.a, Home: union.AppraisalResult{Poll: v.home},
				Chair: union.AppraisalResult{Poll: v.chair}}, nil
		},
	})
}

// Appraisals shows the appraisals of a union with their results.
func (s *Service) Appraisals(
	ctx context.Context, actor models.Actor, unionID models.ID, page models.Page,
) (models.List[union.AppraisalView], error) {
	o, err := s.union(ctx, actor, unionID)
	if err != nil {
		return models.List[union.AppraisalView]{}, err
	}
	return listAppraisals(ctx, s.st, o.ID, page)
}
