package organizations

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// ProposeRemoval begins the removal of a member: only the head does it, and the
// member is told and may object. Of one membership one is open at a time.
func (s *Service) ProposeRemoval(ctx context.Context, actor models.Actor, membership models.ID, reason string) (models.RemovalView, error) {
	reason = text.Clean(reason)
	var out models.RemovalView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, o, err := lockApplication(ctx, tx, actor, membership)
		if err != nil {
			return err
		}
		seen = o
		heads, err := holders(ctx, tx, o, o.Kind.Head())
		if err != nil {
			return err
		}
		if err := o.MayRemove(actor, m, slices.Contains(heads, m.PersonID)); err != nil {
			return err
		}
		r, err := models.ProposeRemoval(m, reason, actor.PersonID, tx.Now)
		if err != nil {
			return err
		}
		r.ID = tx.NewID()
		if err := insertRemoval(ctx, tx, &r); errors.Is(err, store.ErrDuplicate) {
			return models.ErrRemovalOpen.Because(err)
		} else if err != nil {
			return err
		}
		if err := jobs.Schedule(ctx, tx, jobRemoval, r.ID, r.Due()); err != nil {
			return err
		}
		n := aboutRemoval(models.NoticeRemovalProposed, r)
		n.Params = map[string]string{"until": string(r.ObjectBy)}
		if err := tell(ctx, tx, n, o, actor, r.PersonID); err != nil {
			return err
		}
		out, err = s.recordRemoval(ctx, tx, actor, o, r, ActionPropose)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionPropose, "membership", membership, nil), err)
}

// ObjectToRemoval has the member say why not. From then on somebody else than
// the one who proposed decides.
func (s *Service) ObjectToRemoval(ctx context.Context, actor models.Actor, id models.ID, words string) (models.RemovalView, error) {
	words = text.CleanLines(words)
	var out models.RemovalView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		r, o, err := lockRemoval(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		seen = o
		if r.PersonID != actor.PersonID {
			return models.ErrForbidden
		}
		if err := models.CheckObjection(words); err != nil {
			return err
		}
		next, err := r.Object(tx.Now)
		if err != nil {
			return err
		}
		if next.ObjectionSealed, err = s.ring.Seal(keyring.RemovalObjection, r.ID[:], []byte(words)); err != nil {
			return err
		}
		if err := moveRemoval(ctx, tx, next, r.State); err != nil {
			return err
		}
		if err := jobs.Schedule(ctx, tx, jobRemovalLapse, r.ID, next.Due()); err != nil {
			return err
		}
		deciders, err := removalDeciders(ctx, tx, o, r)
		if err != nil {
			return err
		}
		if err := tell(ctx, tx, aboutRemoval(models.NoticeRemovalObjected, r), o, actor, deciders...); err != nil {
			return err
		}
		out, err = s.recordRemoval(ctx, tx, actor, o, next, ActionObject)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionObject, "removal", id, nil), err)
}

// removalDeciders lists who decides about an objection: who holds another office
// of the body or, where nobody does, the nearest administrators; in a Party
// branch nobody outside.
func removalDeciders(ctx context.Context, tx *store.Tx, o models.Organization, r models.Removal) ([]models.ID, error) {
	inside, err := otherDeciders(ctx, tx, o, r)
	if err != nil || len(inside) > 0 || o.Kind.Secretive() {
		return inside, err
	}
	admins, err := tx.RegionHolders(ctx, append(o.RegionCode.Ancestors(), o.RegionCode), models.RoleRegionAdmin, tx.Now, toldMax)
	return people(admins), err
}

// otherDeciders lists who holds an office that decides, besides the member and
// the one who proposed.
func otherDeciders(ctx context.Context, tx *store.Tx, o models.Organization, r models.Removal) ([]models.ID, error) {
	all, err := holders(ctx, tx, o, models.RemovalDeciders()...)
	return slices.DeleteFunc(all, func(who models.ID) bool {
		return who == r.PersonID || r.ProposedBy != nil && who == *r.ProposedBy
	}), err
}

// ConfirmRemoval removes the member in spite of the objection.
func (s *Service) ConfirmRemoval(ctx context.Context, actor models.Actor, id models.ID, reason string) (models.RemovalView, error) {
	return s.decideRemoval(ctx, actor, id, models.RemovalExecuted, reason)
}

// DropRemoval lets the member stay; the one who proposed may do so, too.
func (s *Service) DropRemoval(ctx context.Context, actor models.Actor, id models.ID, reason string) (models.RemovalView, error) {
	return s.decideRemoval(ctx, actor, id, models.RemovalDropped, reason)
}

func (s *Service) decideRemoval(ctx context.Context, actor models.Actor, id models.ID, to models.RemovalState, reason string) (models.RemovalView, error) {
	reason = text.Clean(reason)
	action := ActionDrop
	if to == models.RemovalExecuted {
		action = ActionRemove
	}
	var out models.RemovalView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		r, o, err := lockRemoval(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		seen = o
		others, err := otherDeciders(ctx, tx, o, r)
		if err != nil {
			return err
		}
		withdraws := to == models.RemovalDropped && r.ProposedBy != nil && *r.ProposedBy == actor.PersonID
		if err := o.MayDecideRemoval(actor, r, len(others)); err != nil && !withdraws {
			return err
		}
		next, err := r.Decide(to, &actor.PersonID, reason, tx.Now)
		if err != nil {
			return err
		}
		if to == models.RemovalExecuted {
			if err := removeMember(ctx, tx, actor, o, r); err != nil {
				return err
			}
		}
		if err := moveRemoval(ctx, tx, next, r.State); err != nil {
			return err
		}
		if err := tellRemoval(ctx, tx, actor, o, next); err != nil {
			return err
		}
		out, err = s.recordRemoval(ctx, tx, actor, o, next, action)
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, action, "removal", id, nil), err)
}

// removeMember ends the membership with everything that hangs on it. The last
// head stays.
func removeMember(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, r models.Removal) error {
	m, err := tx.AnyMembership(ctx, r.MembershipID)
	if err != nil {
		return err
	}
	_, err = leave(ctx, tx, actor, o, m, models.EndRemoved)
	return err
}

// lockRemoval reads a removal that the actor may see, with the locked row of its
// body, and again behind the lock.
func lockRemoval(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (models.Removal, models.Organization, error) {
	r, err := readRemoval(ctx, tx, actor, id)
	if err != nil {
		return r.Removal, models.Organization{}, err
	}
	o, err := lockBody(ctx, tx, r.OrganizationID)
	if err != nil {
		return r.Removal, o, err
	}
	r, err = readRemoval(ctx, tx, actor, id)
	return r.Removal, o, err
}

func moveRemoval(ctx context.Context, tx *store.Tx, next models.Removal, from models.RemovalState) error {
	err := moveRemovalTo(ctx, tx, next, from)
	if errors.Is(err, store.ErrNotAffected) {
		return models.ErrRemovalDecided.Because(err)
	}
	return err
}

func aboutRemoval(kind models.NoticeKind, r models.Removal) inbox.Notice {
	return inbox.Notice{Kind: kind, Subject: "removal", SubjectID: r.ID}
}

// tellRemoval tells how it ended: the member and the heads.
func tellRemoval(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, r models.Removal) error {
	heads, err := holders(ctx, tx, o, o.Kind.Head())
	if err != nil {
		return err
	}
	kind := models.NoticeRemovalDropped
	if r.State == models.RemovalExecuted {
		kind = models.NoticeRemovalExecuted
	}
	return tell(ctx, tx, aboutRemoval(kind, r), o, actor, append(heads, r.PersonID)...)
}

// recordRemoval writes the audit row and answers.
func (s *Service) recordRemoval(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, r models.Removal, action models.Action) (models.RemovalView, error) {
	detail := map[string]string{"to": string(r.State)}
	if err := audit.Record(ctx, tx, actor, about(o, action, "removal", r.ID, detail)); err != nil {
		return models.RemovalView{}, err
	}
	p, err := tx.Person(ctx, r.PersonID)
	if err != nil {
		return models.RemovalView{}, err
	}
	out := models.RemovalView{Removal: r, OrganizationName: o.Name, OrganizationKind: o.Kind, Nickname: p.Nickname}
	if err := s.openObjection(&out); err != nil {
		return out, err
	}
	return out, tx.Answer(ctx, out)
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
