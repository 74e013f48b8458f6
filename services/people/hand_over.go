package people

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Audited acts on hand-overs.
var (
	ActionHandOver         = models.NewAction("role.hand_over", "职务交接：提出")
	ActionHandOverAccept   = models.NewAction("role.hand_over_accept", "职务交接：接受")
	ActionHandOverDecline  = models.NewAction("role.hand_over_decline", "职务交接：不接受")
	ActionHandOverWithdraw = models.NewAction("role.hand_over_withdraw", "职务交接：撤回")
)

// HandOvers gives what is open in a role now, and its hand-overs: to its holder,
// to who may end it, and to who is asked to take it over.
func (s *Service) HandOvers(ctx context.Context, actor models.Actor, id models.ID) (models.HandOverSheet, error) {
	now := s.st.Now()
	g, part, err := readHandOverGrant(ctx, s.st, actor, id, now)
	if err != nil {
		return models.HandOverSheet{}, err
	}
	out := models.HandOverSheet{Grant: g}
	if out.Lines, err = listHandOverLines(ctx, s.st, g); err != nil {
		return out, err
	}
	out.HandOvers, err = listHandOvers(ctx, s.st, id)
	var open *models.RoleHandOver
	for i, h := range out.HandOvers {
		out.HandOvers[i].RoleHandOver = h.At(now)
		if out.HandOvers[i].State == models.HandOverOpen {
			open = &out.HandOvers[i].RoleHandOver
		}
	}
	out.Choices = g.HandOverChoices(actor, part, open, now)
	return out, err
}

// HandOver asks somebody who holds the same role to take over what is open in
// one; by the holder or a superior.
func (s *Service) HandOver(
	ctx context.Context, actor models.Actor, id, successor models.ID, note string,
) (models.HandOverSeen, error) {
	note = text.CleanLines(note)
	if utf8.RuneCountInString(note) > models.ReasonMax {
		return models.HandOverSeen{}, models.ErrInvalid.With(models.BodyField("/note", "length", "最多200个字",
			"At most 200 characters"))
	}
	return s.onHandOver(ctx, actor, id, ActionHandOver, models.AskHandOver, func(tx *store.Tx, h *handing) error {
		if err := h.g.MayHandOver(tx.Now); err != nil {
			return err
		}
		ok, err := mayFollow(ctx, tx, h.g, successor, tx.Now)
		if err != nil {
			return err
		}
		if !ok || successor == h.g.PersonID {
			return models.ErrInvalid.With(models.BodyField("/successor_id", "person",
				"接手人须在同一组织或同一（上级）地区担任同一职务",
				"The successor must hold the same role here or above"))
		}
		h.row = models.NewHandOver(tx.NewID(), h.g, successor, h.actor.PersonID, note, tx.Now)
		if err := act.Taken(insertHandOver(ctx, tx, &h.row), models.ErrHandOverOpen); err != nil {
			return err
		}
		if err := h.tell(ctx, tx, models.NoticeHandOverAsked, successor); err != nil {
			return err
		}
		return h.tell(ctx, tx, models.NoticeHandOverBegun, h.g.PersonID)
	})
}

// AcceptHandOver takes the list over as it is now; what is kept of it is one
// number for each line.
func (s *Service) AcceptHandOver(ctx context.Context, actor models.Actor, id models.ID) (models.HandOverSeen, error) {
	return s.onHandOver(ctx, actor, id, ActionHandOverAccept, models.AcceptHandOver, func(
		tx *store.Tx, h *handing,
	) error {
		if !h.g.Active(tx.Now) {
			return models.ErrRoleState
		}
		lines, err := listHandOverLines(ctx, tx, h.g)
		if err != nil {
			return err
		}
		kept, err := models.HandOverCounts(lines)
		if err != nil {
			return err
		}
		if err := h.close(ctx, tx, models.HandOverAccepted, kept); err != nil {
			return err
		}
		return h.tell(ctx, tx, models.NoticeHandOverAccepted, h.g.PersonID, h.row.AskedBy)
	})
}

// DeclineHandOver leaves the work with the holder, at the will of the successor.
func (s *Service) DeclineHandOver(ctx context.Context, actor models.Actor, id models.ID) (models.HandOverSeen, error) {
	return s.onHandOver(ctx, actor, id, ActionHandOverDecline, models.DeclineHandOver, func(
		tx *store.Tx, h *handing,
	) error {
		if err := h.close(ctx, tx, models.HandOverDeclined, "{}"); err != nil {
			return err
		}
		return h.tell(ctx, tx, models.NoticeHandOverDeclined, h.g.PersonID, h.row.AskedBy)
	})
}

// WithdrawHandOver takes an open hand-over back, by the holder or a superior.
func (s *Service) WithdrawHandOver(ctx context.Context, actor models.Actor, id models.ID) (models.HandOverSeen, error) {
	return s.onHandOver(ctx, actor, id, ActionHandOverWithdraw, models.WithdrawHandOver, func(
		tx *store.Tx, h *handing,
	) error {
		if err := h.close(ctx, tx, models.HandOverWithdrawn, "{}"); err != nil {
			return err
		}
		return h.tell(ctx, tx, models.NoticeHandOverWithdrawn, h.row.SuccessorID)
	})
}

// handing is the hand-over of a role in the hands of an actor whose roles were read
// again; the grant is held.
type handing struct {
	actor models.Actor
	g     models.RoleGrant
	part  models.HandOverPart
	row   models.RoleHandOver
}

// onHandOver runs an act on the hand-over of a role that the actor may see.
func (s *Service) onHandOver(ctx context.Context, actor models.Actor, id models.ID, action models.Action,
	verb models.HandOverVerb, do func(tx *store.Tx, h *handing) error) (models.HandOverSeen, error) {
	return act.On(ctx, s.st, actor, act.Of[handing, models.HandOverSeen]{
		Event: func(h handing) audit.Event {
			e := roleEvent(action, id, h.g.Role, h.g.RegionCode)
			if h.g.OrganizationID != nil {
				e.OrganizationID = *h.g.OrganizationID
			}
			return e
		},
		Detail: func(h handing) map[string]string {
			return map[string]string{"successor_id": h.row.SuccessorID.String()}
		},
		Lock: func(tx *store.Tx) (h handing, err error) {
			if h.actor, err = tx.Fresh(ctx, actor); err != nil {
				return h, err
			}
			if h.g, h.part, err = readHandOverGrant(ctx, tx, h.actor, id, tx.Now); err != nil {
				return h, err
			}
			h.g, err = lockGrant(ctx, tx, id)
			return h, err
		},
		May: func(_ *store.Tx, h handing) error { return h.part.May(verb) },
		Do:  do,
		Answer: func(tx *store.Tx, h handing) (models.HandOverSeen, error) {
			p, err := tx.Person(ctx, h.row.SuccessorID)
			return models.HandOverSeen{RoleHandOver: h.row, Nickname: p.Nickname}, err
		},
	})
}

// close ends the open hand-over of the role.
func (h *handing) close(ctx context.Context, tx *store.Tx, to models.HandOverState, counts string) error {
	row, err := readOpenHandOver(ctx, tx, h.g.ID)
	if err == nil && to != models.HandOverWithdrawn && row.SuccessorID != h.actor.PersonID {
		err = store.ErrNotFound // somebody else is asked by now
	}
	if err == nil {
		err = closeHandOver(ctx, tx, row.ID, to, counts)
	}
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrNotAffected) {
		return models.ErrHandOverState
	}
	h.row = row
	h.row.State, h.row.Counts, h.row.LiveKey, h.row.UpdatedAt = to, counts, nil, tx.Now
	return err
}

// tell writes one inbox row for each of the people who is not the actor.
func (h *handing) tell(ctx context.Context, tx *store.Tx, kind models.NoticeKind, people ...models.ID) error {
	place, _, err := seat(ctx, tx, h.g)
	if err != nil {
		return err
	}
	zh, en := h.g.Role.Text()
	var to []models.ID
	for _, person := range people {
		// The person who began it is told as well, for the record; the one who answers is not.
		answers := kind != models.NoticeHandOverBegun && kind != models.NoticeHandOverAsked
		if slices.Contains(to, person) || person == h.actor.PersonID && answers {
			continue
		}
		to = append(to, person)
	}
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: kind, Subject: "role", SubjectID: h.g.ID,
		Params: map[string]string{"role": zh, "role_en": en, "place": place}}, to...)
}
