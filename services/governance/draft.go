package governance

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Draft writes a poll of a body for its chair or secretary-general. Only the
// mode detached is served.
func (s *Service) Draft(ctx context.Context, actor models.Actor, in models.PollDraftInput) (PollDetails, error) {
	clean(&in)
	o, err := s.st.OrganizationOf(ctx, in.OrganizationID)
	switch {
	case err != nil:
		return PollDetails{}, err
	case !holds(actor, in.OrganizationID) && o.State != models.OrganizationActive:
		return PollDetails{}, models.ErrNotFound
	case !holds(actor, in.OrganizationID):
		e := audit.Event{Action: ActionDraft, Object: "organization", ObjectID: in.OrganizationID, OrganizationID: in.OrganizationID}
		return PollDetails{}, audit.Refused(ctx, s.st, actor, e, models.ErrForbidden)
	case in.Mode != models.PollDetached:
		return PollDetails{}, models.ErrPollModeUnsupported
	}
	var out PollDetails
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		if bad := in.Check(tx.Now); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		if err := mayPoll(ctx, tx, in.OrganizationID, in.Purpose); err != nil {
			return err
		}
		p := models.NewPoll(tx.NewID(), in, actor.PersonID, tx.Now)
		out = PollDetails{Poll: p, Options: models.NumberOptions(p.ID, in.Options)}
		if err := insertPoll(ctx, tx, &p, out.Options); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, event(ActionDraft, p)); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, err
}

// Update changes a draft; nothing changes once the roll is published.
func (s *Service) Update(ctx context.Context, actor models.Actor, id models.ID, version *int64, edits models.PollEdits) (PollDetails, error) {
	if err := s.office(ctx, actor, id, ActionUpdate); err != nil {
		return PollDetails{}, err
	}
	var out PollDetails
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		p, err := lockPoll(ctx, tx, id)
		if err != nil {
			return err
		}
		if version != nil && *version != p.Version {
			return models.ErrStale
		}
		if _, err := p.State.After(models.PollEdit); err != nil {
			return err
		}
		options, err := tx.PollOptions(ctx, id)
		if err != nil {
			return err
		}
		in := edits.Apply(p, options)
		clean(&in)
		if bad := in.Check(tx.Now); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		if o, err := tx.OrganizationOf(ctx, p.OrganizationID); err != nil {
			return err
		} else if err := o.MayPoll(in.Purpose); err != nil {
			return err
		}
		p.Title, p.Question, p.Purpose, p.OpensAt, p.ClosesAt = in.Title, in.Question, in.Purpose, in.OpensAt, in.ClosesAt
		p.Version, p.UpdatedAt = p.Version+1, tx.Now
		out = PollDetails{Poll: p, Options: models.NumberOptions(id, in.Options)}
		if err := replacePollDraft(ctx, tx, p, out.Options); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, event(ActionUpdate, p))
	})
	return out, err
}

func clean(in *models.PollDraftInput) {
	in.Title, in.Question = text.Clean(in.Title), text.Clean(in.Question)
	labels := make([]string, len(in.Options))
	for i, label := range in.Options {
		labels[i] = text.Clean(label)
	}
	in.Options = labels
}

// mayPoll refuses a poll that the body cannot hold now, or whose purpose is none
// of a body of its kind.
func mayPoll(ctx context.Context, tx *store.Tx, organization models.ID, purpose models.PollPurpose) error {
	o, err := tx.OrganizationOf(ctx, organization)
	switch {
	case err != nil:
		return err
	case o.State != models.OrganizationActive:
		return models.ErrPollInactiveBody
	}
	return o.MayPoll(purpose)
}
