package organizations

import (
	"context"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// ProposeRemoval begins the removal of a member: only the head does it, and the
// member is told and may object. Of one membership one is open at a time.
func (s *Service) ProposeRemoval(
	ctx context.Context, actor models.Actor, membership models.ID, reason string,
) (models.RemovalView, error) {
	reason = text.Clean(reason)
	type proposing struct {
		o models.Organization
		m models.Membership
		r models.Removal
	}
	return act.On(ctx, s.st, actor, act.Of[proposing, models.RemovalView]{
		Event: func(p proposing) audit.Event {
			if p.r.ID.IsZero() { // refused: there is only the membership
				return audit.InOrganization(p.o, ActionPropose, "membership", membership, nil)
			}
			return audit.InOrganization(p.o, ActionPropose, "removal", p.r.ID, nil)
		},
		Lock: func(tx *store.Tx) (p proposing, err error) {
			p.m, p.o, err = lockApplication(ctx, tx, actor, membership)
			return p, err
		},
		May: func(tx *store.Tx, p proposing) error {
			heads, err := inbox.Holders(ctx, tx, p.o.ID, p.o.Kind.Head())
			if err != nil {
				return err
			}
			return p.o.MayRemove(actor, p.m, slices.Contains(heads, p.m.PersonID))
		},
		Do: func(tx *store.Tx, p *proposing) (err error) {
			calendar, err := tx.Calendar(ctx)
			if err != nil {
				return err
			}
			if p.r, err = models.ProposeRemoval(calendar, p.m, reason, actor.PersonID, tx.Now); err != nil {
				return err
			}
			p.r.ID = tx.NewID()
			if err := act.Taken(insertRemoval(ctx, tx, &p.r), models.ErrRemovalOpen); err != nil {
				return err
			}
			return jobs.Schedule(ctx, tx, jobRemoval, p.r.ID, p.r.Due())
		},
		Tell: func(tx *store.Tx, p proposing) error {
			n := aboutRemoval(models.NoticeRemovalProposed, p.r)
			n.Params = map[string]string{"until": string(p.r.ObjectBy)}
			return inbox.TellAbout(ctx, tx, n, p.o, actor, p.r.PersonID)
		},
		Detail: func(p proposing) map[string]string { return map[string]string{"to": string(p.r.State)} },
		Answer: func(tx *store.Tx, p proposing) (models.RemovalView, error) {
			return s.viewRemoval(ctx, tx, actor, p.o, p.r)
		},
	})
}

// removing is a removal in the hands of an act, with the locked row of its
// organization.
type removing struct {
	o       models.Organization
	r, next models.Removal
}

// onRemoval runs an act on one removal; the next state is written and told after
// Do.
func (s *Service) onRemoval(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	a act.Of[removing, models.RemovalView]) (models.RemovalView, error) {
	do := a.Do
	a.Event = func(v removing) audit.Event { return audit.InOrganization(v.o, action, "removal", id, nil) }
	a.Lock = func(tx *store.Tx) (removing, error) {
		r, o, err := lockRemoval(ctx, tx, actor, id)
		return removing{o, r, r}, err
	}
	a.Do = func(tx *store.Tx, v *removing) error {
		if err := do(tx, v); err != nil {
			return err
		}
		return moveRemoval(ctx, tx, v.next, v.r.State)
	}
	a.Detail = func(v removing) map[string]string { return map[string]string{"to": string(v.next.State)} }
	a.Answer = func(tx *store.Tx, v removing) (models.RemovalView, error) {
		return s.viewRemoval(ctx, tx, actor, v.o, v.next)
	}
	return act.On(ctx, s.st, actor, a)
}

// ObjectToRemoval has the member say why not. From then on somebody else than
// the one who proposed decides.
func (s *Service) ObjectToRemoval(
	ctx context.Context, actor models.Actor, id models.ID, words string,
) (models.RemovalView, error) {
	words = text.CleanLines(words)
	return s.onRemoval(ctx, actor, id, ActionObject, act.Of[removing, models.RemovalView]{
		May: func(_ *store.Tx, v removing) error {
			if err := v.o.MayActOnRemoval(actor, v.r, models.ObjectToRemoval, nil); err != nil {
				return err
			}
			return models.CheckObjection(words)
		},
		Next: func(tx *store.Tx, v *removing) (err error) {
			calendar, err := tx.Calendar(ctx)
			if err != nil {
				return err
			}
			v.next, err = v.r.Object(calendar, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *removing) (err error) {
			if v.next.ObjectionSealed, err = s.ring.Seal(keyring.RemovalObjection, v.r.ID[:],
				[]byte(words)); err != nil {
				return err
			}
			return jobs.Schedule(ctx, tx, jobRemovalLapse, v.r.ID, v.next.Due())
		},
		Tell: func(tx *store.Tx, v removing) error {
			deciders, err := removalDeciders(ctx, tx, v.o, v.r)
			if err != nil {
				return err
			}
			return inbox.TellAbout(ctx, tx, aboutRemoval(models.NoticeRemovalObjected, v.r), v.o, actor, deciders...)
		},
	})
}

// removalDeciders lists who decides about an objection: who holds another office
// of the organization or, where nobody does, the nearest administrators; in a Party
// branch nobody outside.
func removalDeciders(ctx context.Context, tx *store.Tx, o models.Organization, r models.Removal) ([]models.ID, error) {
	inside, err := otherDeciders(ctx, tx, o, r)
	if err != nil || len(inside) > 0 || o.Kind.Secretive() {
		return inside, err
	}
	admins, err := tx.RegionHolders(ctx, append(o.RegionCode.Ancestors(), o.RegionCode), models.RoleRegionAdmin, tx.Now,
		inbox.ToldMax)
	out := make([]models.ID, len(admins))
	for i, g := range admins {
		out[i] = g.PersonID
	}
	return out, err
}

// otherDeciders lists who holds an office that decides, besides the member and
// the one who proposed.
func otherDeciders(ctx context.Context, tx *store.Tx, o models.Organization, r models.Removal) ([]models.ID, error) {
	all, err := inbox.Holders(ctx, tx, o.ID, models.RemovalDeciders()...)
	return r.Others(all), err
}

// ConfirmRemoval removes the member in spite of the objection.
func (s *Service) ConfirmRemoval(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.RemovalView, error) {
	return s.decideRemoval(ctx, actor, id, ActionRemove, models.ConfirmRemoval, reason)
}

// DropRemoval lets the member stay; the one who proposed may do so, too.
func (s *Service) DropRemoval(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.RemovalView, error) {
	return s.decideRemoval(ctx, actor, id, ActionDrop, models.DropRemoval, reason)
}

func (s *Service) decideRemoval(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	verb models.RemovalVerb, reason string) (models.RemovalView, error) {
	reason = text.Clean(reason)
	return s.onRemoval(ctx, actor, id, action, act.Of[removing, models.RemovalView]{
		May: func(tx *store.Tx, v removing) error {
			holders, err := inbox.Holders(ctx, tx, v.o.ID, models.RemovalDeciders()...)
			if err != nil {
				return err
			}
			return v.o.MayActOnRemoval(actor, v.r, verb, holders)
		},
		Next: func(tx *store.Tx, v *removing) (err error) {
			v.next, err = v.r.Decide(verb.To(), &actor.PersonID, reason, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *removing) error {
			if verb == models.ConfirmRemoval {
				return removeMember(ctx, tx, actor, v.o, v.r)
			}
			return nil
		},
		Tell: func(tx *store.Tx, v removing) error { return tellRemoval(ctx, tx, actor, v.o, v.next) },
	})
}

// removeMember ends the membership with everything that hangs on it. The last
// head stays.
func removeMember(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, r models.Removal,
) error {
	m, err := tx.AnyMembership(ctx, r.MembershipID)
	if err != nil {
		return err
	}
	_, err = leave(ctx, tx, actor, o, m, models.EndRemoved)
	return err
}

// lockRemoval reads a removal that the actor may see, with the locked row of its
// organization, and again behind the lock.
func lockRemoval(
	ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID,
) (models.Removal, models.Organization, error) {
	read := func() (models.Removal, error) {
		v, err := readRemoval(ctx, tx, actor, id)
		return v.Removal, err
	}
	return act.Under(ctx, tx, read, func(r models.Removal) models.ID { return r.OrganizationID })
}

func moveRemoval(ctx context.Context, tx *store.Tx, next models.Removal, from models.RemovalState) error {
	return act.Lost(moveRemovalTo(ctx, tx, next, from), models.ErrRemovalDecided)
}

func aboutRemoval(kind models.NoticeKind, r models.Removal) inbox.Notice {
	return inbox.Notice{Kind: kind, Subject: "removal", SubjectID: r.ID}
}

// tellRemoval tells how it ended: the member and the heads.
func tellRemoval(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, r models.Removal) error {
	heads, err := inbox.Holders(ctx, tx, o.ID, o.Kind.Head())
	if err != nil {
		return err
	}
	kind := models.NoticeRemovalDropped
	if r.State == models.RemovalExecuted {
		kind = models.NoticeRemovalExecuted
	}
	return inbox.TellAbout(ctx, tx, aboutRemoval(kind, r), o, actor, append(heads, r.PersonID)...)
}

// viewRemoval shows a removal with the name of the member and the words against it.
func (s *Service) viewRemoval(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, r models.Removal,
) (models.RemovalView, error) {
	p, err := tx.Person(ctx, r.PersonID)
	if err != nil {
		return models.RemovalView{}, err
	}
	holders, err := inbox.Holders(ctx, tx, o.ID, models.RemovalDeciders()...)
	if err != nil {
		return models.RemovalView{}, err
	}
	out := models.RemovalView{Removal: r, OrganizationName: o.Name, OrganizationKind: o.Kind, Nickname: p.Nickname,
		Choices: o.RemovalChoices(actor, r, holders, tx.Now)}
	return out, s.openObjection(&out)
}

// openObjection puts the words of the member into the view.
func (s *Service) openObjection(v *models.RemovalView) error {
	if v.ObjectionSealed == nil {
		return nil
	}
	words, err := s.ring.Open(keyring.RemovalObjection, v.ID[:], v.ObjectionSealed)
	v.Objection = string(words)
	return err
}
