package organizations

import (
	"context"
	"slices"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Submit asks for approval: with a whole charter where the kind has one, and
// with the signatures that its kind asks for. The nearest administrators who can
// decide are told.
func (s *Service) Submit(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	return s.move(ctx, actor, id, ActionSubmit, models.SubmitOrganization, func(
		tx *store.Tx, o models.Organization, next models.OrganizationState,
	) error {
		if err := s.complete(ctx, tx, o, tx.Now); err != nil {
			return err
		}
		if err := tx.MoveOrganization(ctx, o, next); err != nil {
			return err
		}
		return tellApprovers(ctx, tx, actor, o, notice(models.NoticeOrganizationSubmitted, o))
	})
}

// complete refuses a draft that nobody could approve: without its charter or its
// signatures, or whose drafter could not lead it.
func (s *Service) complete(ctx context.Context, q store.Reader, o models.Organization, now models.Instant) error {
	if o.EndsOn != nil && *o.EndsOn < models.DayOf(now) {
		return models.ErrOrganizationEnds
	}
	if o.Kind.Policy().Charter {
		charter, err := charterDraft(ctx, q, o)
		if err != nil {
			return err
		}
		if bad := charter.Missing(); len(bad) > 0 {
			return models.ErrCharterIncomplete.With(bad...)
		}
	}
	signed, err := listSignedFounders(ctx, q, o.ID)
	if err != nil {
		return err
	}
	if !slices.Contains(signed, *o.CreatedBy) {
		return models.ErrFounderUnverified
	}
	f, err := membership.Facts(ctx, q, s.ring, *o.CreatedBy, models.DayOf(now))
	if err != nil {
		return err
	}
	if err := o.AdmitsHead(f); err != nil {
		return err
	}
	return o.EnoughFounders(len(signed))
}

// tellApprovers tells those who decide about the organization.
func tellApprovers(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, n inbox.Notice) error {
	told, err := approvers(ctx, tx, o)
	if err != nil {
		return err
	}
	return inbox.TellAbout(ctx, tx, n, o, actor, told...)
}

// Approve makes an organization active: its founder is its first member and head, those
// who signed with them are members in the order of signing, and the clock of its
// first term, or of its last day, begins.
func (s *Service) Approve(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	return s.move(ctx, actor, id, ActionApprove, models.ApproveOrganization, func(
		tx *store.Tx, o models.Organization, next models.OrganizationState,
	) error {
		signed, err := deciding(ctx, tx, actor, o)
		if err != nil {
			return err
		}
		if err := s.complete(ctx, tx, o, tx.Now); err != nil { // somebody may have withdrawn since
			return err
		}
		if err := tx.MoveOrganization(ctx, o, next); err != nil {
			return err
		}
		if err := setOut(ctx, tx, actor, &o); err != nil {
			return err
		}
		return s.gather(ctx, tx, actor, o, signed)
	})
}

// deciding gives who has signed the founding, and refuses an actor among them.
func deciding(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization) ([]models.ID, error) {
	signed, err := listSignedFounders(ctx, tx, o.ID)
	if err != nil {
		return nil, err
	}
	return signed, o.Decides(actor, signed)
}

// setOut gives an organization that was just approved its legal form, its charter, and
// what time will bring.
func setOut(ctx context.Context, tx *store.Tx, actor models.Actor, o *models.Organization) error {
	today := models.DayOf(tx.Now)
	o.State, o.LegalForm, o.ApprovedAt = models.OrganizationActive, o.FormOnApproval(), &tx.Now
	if err := setOutRow(ctx, tx, o.ID, o.LegalForm); err != nil {
		return err
	}
	if err := inForce(ctx, tx, actor, *o); err != nil {
		return err
	}
	if o.EndsOn != nil { // what is temporary has a last day instead of terms
		return jobs.Schedule(ctx, tx, jobEnd, o.ID, o.EndsOn.AddDays(1).Start())
	}
	t := models.Term{ID: tx.NewID(), OrganizationID: o.ID, Number: 1, ElectedOn: today,
		EndsOn: models.TermOfOffice(today, int(o.TermYears)), RecordedBy: &actor.PersonID, CreatedAt: tx.Now}
	return beginTerm(ctx, tx, &t)
}

// gather makes members of those who signed, the founder first and as head. Who
// cannot be one any more, because they belong elsewhere by now or the organization is
// full, stays out and is told: a stranger's paper must not hold up the others.
// The founder is no such stranger, an organization needs its head.
func (s *Service) gather(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, signed []models.ID,
) error {
	founder := *o.CreatedBy
	queue := o.NextQueueNo
	if err := inParent(ctx, tx, o, founder); err != nil {
		return err
	}
	if err := enterFounder(ctx, tx, o, models.Found(o, founder, actor.PersonID, tx.Now), queue); err != nil {
		return err
	}
	g, err := models.Appoint(o, founder, o.Kind.Head(), models.LastTermDay(tx.Now), actor.PersonID, tx.Now)
	if err != nil {
		return err
	}
	g.ID = tx.NewID()
	if err := insertOffice(ctx, tx, &g); err != nil {
		return err
	}
	n := notice(models.NoticeOrganizationApproved, o)
	n.Params = officeParams(g.Role)
	if err := inbox.TellAbout(ctx, tx, n, o, actor, founder); err != nil {
		return err
	}
	for _, person := range signed {
		if person == founder {
			continue
		}
		n := notice(models.NoticeFounderJoined, o)
		err := membership.Admits(ctx, tx, s.ring, o, person)
		if err == nil {
			err = inParent(ctx, tx, o, person)
		}
		if err == nil {
			err = enterFounder(ctx, tx, o, models.Found(o, person, actor.PersonID, tx.Now), queue+1)
		}
		switch {
		case err == nil:
			queue++
		case refusal(err):
			n.Kind = models.NoticeFounderLeftOut
		default:
			return err
		}
		if err := inbox.TellAbout(ctx, tx, n, o, actor, person); err != nil {
			return err
		}
	}
	return nil
}

// enterFounder makes a founder a member, or refuses and leaves no trace.
func enterFounder(ctx context.Context, tx *store.Tx, o models.Organization, m models.Membership, queueNo int64) error {
	m.ID, m.QueueNo = tx.NewID(), queueNo
	if err := membership.Enter(ctx, tx, o, &m); err != nil {
		return err
	}
	err := tx.InsertMembership(ctx, &m)
	if err == nil {
		return nil
	}
	if back := membership.Leave(ctx, tx, m); back != nil {
		return back
	}
	return membership.Taken(ctx, tx, o, m, err)
}

// Reject sends an organization back to its founder with a reason, which is told in the
// founder's inbox and stands with the draft until it is approved.
func (s *Service) Reject(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.OrganizationView, error) {
	reason = text.Clean(reason)
	return s.move(ctx, actor, id, ActionReject, models.RejectOrganization, func(
		tx *store.Tx, o models.Organization, next models.OrganizationState,
	) error {
		if err := models.CheckReason(reason); err != nil {
			return err
		}
		if _, err := deciding(ctx, tx, actor, o); err != nil {
			return err
		}
		if err := tx.MoveOrganization(ctx, o, next); err != nil {
			return err
		}
		if err := setDecisionReason(ctx, tx, o.ID, reason); err != nil {
			return err
		}
		n := notice(models.NoticeOrganizationRejected, o)
		n.Params = map[string]string{"reason": reason}
		return inbox.TellAbout(ctx, tx, n, o, actor, *o.CreatedBy)
	})
}

func days(n int) map[string]string { return map[string]string{"days": strconv.Itoa(n)} }
