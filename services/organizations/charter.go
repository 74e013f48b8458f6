package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// CharterPage is a charter with the organization it is of. Written is false where the
// text is the model that founders may begin with.
type CharterPage struct {
	models.Charter
	Written bool
	Choices models.Choices
}

// CharterChange is a partial change of a charter by section; a section that is
// not named stays. ResolvedOn is when the members of an active organization passed it.
type CharterChange struct {
	Sections   map[string]*string
	ResolvedOn *models.Day
}

// Charter reads the charter of an organization that the actor may see: the one in force,
// the draft of an organization that is not approved, or one version by its number. A
// change that is not in force yet shows to the offices of the organization and to
// administrators of the place.
func (s *Service) Charter(ctx context.Context, actor models.Actor, id models.ID, number int64) (CharterPage, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return CharterPage{}, err
	}
	p, err := s.charter(ctx, actor, o, number)
	if err != nil {
		return p, err
	}
	return withCharterChoices(ctx, s.st, actor, o.Organization, p)
}

func (s *Service) charter(ctx context.Context, actor models.Actor, o models.OrganizationView,
	number int64) (CharterPage, error) {
	if number == 0 && o.CharterNumber == 0 {
		c, err := charterDraft(ctx, s.st, o.Organization)
		if err == nil && c.Version == 0 {
			return CharterPage{Charter: models.ModelCharter(o)}, nil
		}
		return CharterPage{Charter: c, Written: true}, err
	}
	if number == 0 {
		number = o.CharterNumber
	}
	c, err := readCharter(ctx, s.st, o.ID, number)
	if err != nil {
		return CharterPage{}, err
	}
	public := c.State == models.CharterInForce || c.State == models.CharterReplaced || !o.Approved()
	if !public && !actor.InOrganization(o.ID, models.OfficeRoles()...) &&
		!actor.OverRegion(o.RegionCode, models.RoleRegionAdmin) {
		return CharterPage{}, models.ErrNotFound
	}
	return CharterPage{Charter: c, Written: true}, nil
}

// charterDraft reads the charter with which an organization is to be founded; an empty one
// of version 0 where nothing is written yet.
func charterDraft(ctx context.Context, from store.Reader, o models.Organization) (models.Charter, error) {
	c, err := readLatestCharter(ctx, from, o.ID, models.CharterDraft)
	if errors.Is(err, store.ErrNotFound) {
		return models.Charter{OrganizationID: o.ID, Number: 1, State: models.CharterDraft}, nil
	}
	return c, err
}

// chartering is a version of a charter in the hands of an act, with the locked row of
// its organization: as it stands, and as it is written.
type chartering struct {
	o       models.Organization
	c, next models.Charter
}

// page answers with the version as it is now.
func (v chartering) page(ctx context.Context, q store.Reader, actor models.Actor) (CharterPage, error) {
	return withCharterChoices(ctx, q, actor, v.o, CharterPage{Charter: v.next, Written: true})
}

// withCharterChoices adds what the actor may do to the charter of the organization.
func withCharterChoices(ctx context.Context, q store.Reader, actor models.Actor, o models.Organization,
	p CharterPage) (_ CharterPage, err error) {
	p.Choices, err = o.CharterChoices(actor, func() (models.Charter, error) { return proposal(ctx, q, o) })
	return p, err
}

// proposal reads the change of the charter that waits for a decision.
func proposal(ctx context.Context, q store.Reader, o models.Organization) (models.Charter, error) {
	c, err := readLatestCharter(ctx, q, o.ID, models.CharterProposed)
	if errors.Is(err, store.ErrNotFound) {
		return c, models.ErrCharterNotOpen.Because(err)
	}
	return c, err
}

// WriteCharter changes sections of the charter: the founder of a draft that is to
// be approved with the organization, the head of an active organization as a proposal that an
// administrator approves before it is in force. With a version it refuses when
// somebody else was faster.
func (s *Service) WriteCharter(
	ctx context.Context, actor models.Actor, id models.ID, version *int64, change CharterChange,
) (CharterPage, error) {
	return act.On(ctx, s.st, actor, act.Of[chartering, CharterPage]{
		Event: func(v chartering) audit.Event {
			return audit.InOrganization(v.o, ActionCharter, "organization", id, nil)
		},
		Lock: func(tx *store.Tx) (v chartering, err error) {
			if v.o, err = act.LockOrganization(ctx, tx, actor, id); err == nil {
				v.c, err = readForChange(ctx, tx, v.o)
			}
			return v, err
		},
		May:     func(_ *store.Tx, v chartering) error { return v.o.MayWriteCharter(actor) },
		Version: version, VersionOf: func(v chartering) int64 { return v.c.Version },
		Next: func(tx *store.Tx, v *chartering) (err error) {
			if err := v.o.TakesCharter(); err != nil {
				return err
			}
			v.next, err = begin(v.c, change.ResolvedOn, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *chartering) error {
			for field, words := range change.Sections {
				*v.next.Section(field) = text.CleanLines(*words)
			}
			if bad := v.next.Check(); len(bad) > 0 {
				return models.ErrInvalid.With(bad...)
			}
			begins := v.next.Number != v.c.Number || v.c.Version == 0
			return saveCharter(ctx, tx, actor, v.o, &v.next, begins)
		},
		Detail: func(v chartering) map[string]string { return map[string]string{"state": string(v.next.State)} },
		Answer: func(tx *store.Tx, v chartering) (CharterPage, error) { return v.page(ctx, tx, actor) },
	})
}

// readForChange gives the version of the charter that is changed now: the draft,
// the open proposal, or the charter in force, of which a change begins a
// proposal.
func readForChange(ctx context.Context, tx *store.Tx, o models.Organization) (models.Charter, error) {
	if !o.Approved() {
		return charterDraft(ctx, tx, o)
	}
	c, err := readLatestCharter(ctx, tx, o.ID, models.CharterProposed, models.CharterInForce, models.CharterRejected)
	if errors.Is(err, store.ErrNotFound) { // organizations from before charters were kept
		return models.Charter{OrganizationID: o.ID, State: models.CharterInForce}, nil
	}
	if err != nil || c.State != models.CharterRejected || o.CharterNumber == 0 {
		return c, err
	}
	standing, err := readCharter(ctx, tx, o.ID, o.CharterNumber)
	standing.Number, standing.Version = c.Number, max(c.Version, standing.Version) // numbers are given once
	return standing, err
}

// begin gives the version that is written: the same, or a proposal that takes
// the place of the one in force.
func begin(read models.Charter, resolvedOn *models.Day, now models.Instant) (models.Charter, error) {
	if read.State == models.CharterDraft || read.State == models.CharterProposed && resolvedOn == nil {
		return read, nil
	}
	if resolvedOn == nil {
		return read, models.ErrCharterResolved
	}
	changed, err := read.Change(*resolvedOn, now)
	if read.State == models.CharterProposed {
		read.ResolvedOn, read.DueOn = changed.ResolvedOn, changed.DueOn
		return read, err
	}
	return changed, err
}

// saveCharter inserts a version that is new and changes one that is not. Of a new
// proposal the approvers are told.
func saveCharter(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, c *models.Charter, begins bool,
) error {
	c.WrittenBy, c.UpdatedAt = &actor.PersonID, tx.Now
	if !begins {
		if err := updateCharter(ctx, tx, *c); err != nil {
			return err
		}
		c.Version++
		return nil
	}
	c.Version, c.CreatedAt = max(c.Version, 1), tx.Now
	if err := insertCharter(ctx, tx, c); err != nil || c.State != models.CharterProposed {
		return err
	}
	return tellApprovers(ctx, tx, actor, o, notice(models.NoticeCharterProposed, o))
}

// inForce makes the charter of a draft that of the organization; an organization without one goes
// without.
func inForce(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization) error {
	c, err := charterDraft(ctx, tx, o)
	if err != nil || c.Version == 0 {
		return err
	}
	if err := decideCharter(ctx, tx, c, models.CharterInForce, actor.PersonID, ""); err != nil {
		return err
	}
	return putCharterInForce(ctx, tx, o.ID, c.Number)
}

// DecideCharter approves or, with a reason, rejects the change that an organization
// proposes: an administrator who could approve the organization.
func (s *Service) DecideCharter(
	ctx context.Context, actor models.Actor, id models.ID, approve bool, reason string,
) (CharterPage, error) {
	action, to, kind := ActionCharterReject, models.CharterRejected, models.NoticeCharterRejected
	if approve {
		action, to, kind = ActionCharterApprove, models.CharterInForce, models.NoticeCharterApproved
	}
	reason = text.Clean(reason)
	return act.On(ctx, s.st, actor, act.Of[chartering, CharterPage]{
		Event: func(v chartering) audit.Event { return audit.InOrganization(v.o, action, "organization", id, nil) },
		Lock: func(tx *store.Tx) (v chartering, err error) {
			v.o, err = act.LockOrganization(ctx, tx, actor, id)
			return v, err
		},
		May: func(_ *store.Tx, v chartering) error { return v.o.Allows(actor, models.DecideCharterChange) },
		Next: func(tx *store.Tx, v *chartering) (err error) {
			if _, err := v.o.Next(models.DecideCharterChange); err != nil {
				return err
			}
			v.c, err = proposal(ctx, tx, v.o)
			return err
		},
		Do: func(tx *store.Tx, v *chartering) error {
			if err := v.c.MayApprove(); approve && err != nil {
				return err
			}
			if !approve {
				if err := models.CheckReason(reason); err != nil {
					return err
				}
			}
			err := act.Lost(decideCharter(ctx, tx, v.c, to, actor.PersonID, reason), models.ErrCharterNotOpen)
			if err != nil || !approve {
				return err
			}
			return putCharterInForce(ctx, tx, v.o.ID, v.c.Number)
		},
		Tell: func(tx *store.Tx, v chartering) error {
			return tellHeads(ctx, tx, actor, v.o, kind, map[string]string{"reason": reason})
		},
		Answer: func(tx *store.Tx, v chartering) (_ CharterPage, err error) {
			if v.next, err = readCharter(ctx, tx, v.o.ID, v.c.Number); err != nil {
				return CharterPage{}, err
			}
			return v.page(ctx, tx, actor)
		},
	})
}
