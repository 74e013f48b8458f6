package governance

import (
	"context"
	"strings"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Draft writes a poll of an organization for its chair or secretary-general. Only the
// mode detached is served.
func (s *Service) Draft(ctx context.Context, actor models.Actor, in poll.DraftInput) (PollDetails, error) {
	clean(&in)
	return act.On(ctx, s.st, actor, act.Of[PollDetails, PollDetails]{
		Event: func(d PollDetails) audit.Event {
			if d.ID.IsZero() { // refused: there is only the organization
				return audit.Event{Action: ActionDraft, Object: "organization", ObjectID: in.OrganizationID,
					OrganizationID: in.OrganizationID}
			}
			return event(ActionDraft, d.Poll)
		},
		May: func(tx *store.Tx, _ PollDetails) error {
			o, err := tx.OrganizationOf(ctx, in.OrganizationID)
			switch {
			case err != nil:
				return err
			case !holds(actor, in.OrganizationID) && o.State != models.OrganizationActive:
				return models.ErrNotFound
			case !holds(actor, in.OrganizationID):
				return models.ErrForbidden
			}
			return nil
		},
		Do: func(tx *store.Tx, d *PollDetails) error {
			if in.Mode != poll.Detached {
				return poll.ErrModeUnsupported
			}
			if bad := in.Check(tx.Now, readAs); len(bad) > 0 {
				return models.ErrInvalid.With(bad...)
			}
			if err := mayPoll(ctx, tx, in.OrganizationID, in.Purpose); err != nil {
				return err
			}
			d.Poll = poll.New(tx.NewID(), in, actor.PersonID, tx.Now)
			d.Options = poll.NumberOptions(d.ID, in.Options)
			return insertPoll(ctx, tx, &d.Poll, d.Options)
		},
		Answer: func(tx *store.Tx, d PollDetails) (PollDetails, error) {
			return details(ctx, tx, actor, d.Poll, tx.Now)
		},
	})
}

// Update changes a draft; nothing changes once the roll is published.
func (s *Service) Update(ctx context.Context, actor models.Actor, id models.ID, version *int64,
	edits poll.Edits) (PollDetails, error) {
	a := onPoll(ctx, actor, id, ActionUpdate)
	a.Version, a.VersionOf = version, func(p poll.Poll) int64 { return p.Version }
	a.Next = func(_ *store.Tx, p *poll.Poll) (err error) {
		p.State, err = p.State.After(poll.Edit)
		return err
	}
	a.Do = func(tx *store.Tx, p *poll.Poll) error {
		options, err := tx.PollOptions(ctx, id)
		if err != nil {
			return err
		}
		in := edits.Apply(*p, options)
		clean(&in)
		if bad := in.Check(tx.Now, readAs); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		if o, err := tx.OrganizationOf(ctx, p.OrganizationID); err != nil {
			return err
		} else if err := poll.MayPoll(o, in.Purpose); err != nil {
			return err
		}
		p.Title, p.Question, p.Purpose, p.OpensAt, p.ClosesAt = in.Title, in.Question, in.Purpose, in.OpensAt, in.ClosesAt
		p.Version, p.UpdatedAt = p.Version+1, tx.Now
		if err := tx.Forget(ctx, id); err != nil {
			return err
		}
		return replacePollDraft(ctx, tx, *p, poll.NumberOptions(id, in.Options))
	}
	return act.On(ctx, s.st, actor, a)
}

// readAs gives a label as it is read: width, case and blanks make no other option.
func readAs(label string) string { return strings.ReplaceAll(text.Fold(label), " ", "") }

func clean(in *poll.DraftInput) {
	in.Title, in.Question = text.Clean(in.Title), text.Clean(in.Question)
	labels := make([]string, len(in.Options))
	for i, label := range in.Options {
		labels[i] = text.Clean(label)
	}
	in.Options = labels
}

// mayPoll refuses a poll that the organization cannot hold now, or whose purpose is none
// of an organization of its kind.
func mayPoll(ctx context.Context, tx *store.Tx, organization models.ID, purpose poll.Purpose) error {
	o, err := tx.OrganizationOf(ctx, organization)
	switch {
	case err != nil:
		return err
	case o.State != models.OrganizationActive:
		return poll.ErrInactiveOrganization
	}
	return poll.MayPoll(o, purpose)
}
