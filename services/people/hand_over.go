package people

import (
	"context"
	"errors"
	"unicode/utf8"

	"xinjumin/models"
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
	g, _, err := readHandOverGrant(ctx, s.st, actor, id, now)
	if err != nil {
		return models.HandOverSheet{}, err
	}
	out := models.HandOverSheet{Grant: g}
	if out.Lines, err = listHandOverLines(ctx, s.st, g); err != nil {
		return out, err
	}
	out.HandOvers, err = listHandOvers(ctx, s.st, id)
	for i, h := range out.HandOvers {
		out.HandOvers[i].RoleHandOver = h.At(now)
	}
	return out, err
}

// HandOver asks somebody who holds the same role to take over what is open in
// one; by the holder or a superior.
func (s *Service) HandOver(ctx context.Context, actor models.Actor, id, successor models.ID, note string) (models.HandOverSeen, error) {
	note = text.CleanLines(note)
	if utf8.RuneCountInString(note) > models.ReasonMax {
		return models.HandOverSeen{}, models.ErrInvalid.With(models.BodyField("/note", "length", "最多200个字", "At most 200 characters"))
	}
	return s.onHandOver(ctx, actor, id, ActionHandOver, func(h *handing) error {
		switch {
		case !h.part.Holder && !h.part.Superior:
			return models.ErrForbidden
		case h.g.DelegatedFrom != nil:
			return models.ErrHandOverStandIn
		case !h.g.Active(h.tx.Now):
			return models.ErrRoleState
		}
		ok, err := mayFollow(ctx, h.tx, h.g, successor, h.tx.Now)
		if err != nil {
			return err
		}
		if !ok || successor == h.g.PersonID {
			return models.ErrInvalid.With(models.BodyField("/successor_id", "person", "接手人须在同一组织或同一（上级）地区担任同一职务", "The successor must hold the same role here or above"))
		}
		h.row = models.NewHandOver(h.tx.NewID(), h.g, successor, h.actor.PersonID, note, h.tx.Now)
		if err := insertHandOver(ctx, h.tx, &h.row); errors.Is(err, store.ErrDuplicate) {
			return models.ErrHandOverOpen.Because(err)
		} else if err != nil {
			return err
		}
		if err := h.tell(ctx, models.NoticeHandOverAsked, successor); err != nil {
			return err
		}
		return h.tell(ctx, models.NoticeHandOverBegun, h.g.PersonID)
	})
}

// AcceptHandOver takes the list over as it is now; what is kept of it is one
// number for each line.
func (s *Service) AcceptHandOver(ctx context.Context, actor models.Actor, id models.ID) (models.HandOverSeen, error) {
	return s.onHandOver(ctx, actor, id, ActionHandOverAccept, func(h *handing) error {
		if !h.part.Asked {
			return models.ErrForbidden
		}
		if !h.g.Active(h.tx.Now) {
			return models.ErrRoleState
		}
		lines, err := listHandOverLines(ctx, h.tx, h.g)
		if err != nil {
			return err
		}
		kept, err := models.HandOverCounts(lines)
		if err != nil {
			return err
		}
		if err := h.close(ctx, models.HandOverAccepted, kept); err != nil {
			return err
		}
		return h.tell(ctx, models.NoticeHandOverAccepted, h.g.PersonID, h.row.AskedBy)
	})
}

// DeclineHandOver leaves the work with the holder, at the will of the successor.
func (s *Service) DeclineHandOver(ctx context.Context, actor models.Actor, id models.ID) (models.HandOverSeen, error) {
	return s.onHandOver(ctx, actor, id, ActionHandOverDecline, func(h *handing) error {
		if !h.part.Asked {
			return models.ErrForbidden
		}
		if err := h.close(ctx, models.HandOverDeclined, "{}"); err != nil {
			return err
		}
		return h.tell(ctx, models.NoticeHandOverDeclined, h.g.PersonID, h.row.AskedBy)
	})
}

// WithdrawHandOver takes an open hand-over back, by the holder or a superior.
func (s *Service) WithdrawHandOver(ctx context.Context, actor models.Actor, id models.ID) (models.HandOverSeen, error) {
	return s.onHandOver(ctx, actor, id, ActionHandOverWithdraw, func(h *handing) error {
		if !h.part.Holder && !h.part.Superior {
			return models.ErrForbidden
		}
		if err := h.close(ctx, models.HandOverWithdrawn, "{}"); err != nil {
			return err
		}
		return h.tell(ctx, models.NoticeHandOverWithdrawn, h.row.SuccessorID)
	})
}

// handing is the hand-over of a role in the hands of an act; the grant is held.
type handing struct {
	tx    *store.Tx
	actor models.Actor
	g     models.RoleGrant
	part  models.HandOverPart
	row   models.RoleHandOver
}

// onHandOver runs an act on the hand-over of a role that the actor may see, with
// the actor's roles as they are now, the trail and the answer.
func (s *Service) onHandOver(ctx context.Context, actor models.Actor, id models.ID, action models.Action, act func(h *handing) error) (models.HandOverSeen, error) {
	var out models.HandOverSeen
	event := audit.Event{Action: action, Object: "role", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		h := &handing{tx: tx}
		var err error
		if h.actor, err = tx.Fresh(ctx, actor); err != nil {
			return err
		}
		h.g, h.part, err = readHandOverGrant(ctx, tx, h.actor, id, tx.Now)
		if h.g.OrganizationID != nil {
			event.OrganizationID = *h.g.OrganizationID
		}
		if h.g.RegionCode != nil {
			event.RegionCode = *h.g.RegionCode
		}
		event.Detail = map[string]string{"role": string(h.g.Role)}
		if err != nil {
			return err
		}
		if h.g, err = lockGrant(ctx, tx, id); err != nil {
			return err
		}
		if err := act(h); err != nil {
			return err
		}
		event := event
		event.Detail = map[string]string{"role": string(h.g.Role), "successor_id": h.row.SuccessorID.String()}
		if err := audit.Record(ctx, tx, h.actor, event); err != nil {
			return err
		}
		p, err := tx.Person(ctx, h.row.SuccessorID)
		if err != nil {
			return err
		}
		out = models.HandOverSeen{RoleHandOver: h.row, Nickname: p.Nickname}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

// close ends the open hand-over of the role.
func (h *handing) close(ctx context.Context, to models.HandOverState, counts string) error {
	row, err := readOpenHandOver(ctx, h.tx, h.g.ID)
	if err == nil && to != models.HandOverWithdrawn && row.SuccessorID != h.actor.PersonID {
		err = store.ErrNotFound // somebody else is asked by now
	}
	if err == nil {
		err = closeHandOver(ctx, h.tx, row.ID, to, counts)
	}
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrNotAffected) {
		return models.ErrHandOverState
	}
	h.row = row
	h.row.State, h.row.Counts, h.row.LiveKey, h.row.UpdatedAt = to, counts, nil, h.tx.Now
	return err
}

// tell writes one inbox row for each of the people who is not the actor.
func (h *handing) tell(ctx context.Context, kind models.NoticeKind, people ...models.ID) error {
	place, _, err := seat(ctx, h.tx, h.g)
	if err != nil {
		return err
	}
	zh, en := h.g.Role.Text()
	var rows []inbox.Notice
	seen := map[models.ID]bool{}
	for _, person := range people {
		// Who began it is told as well, for the record; who answers is not.
		if seen[person] || person == h.actor.PersonID && kind != models.NoticeHandOverBegun && kind != models.NoticeHandOverAsked {
			continue
		}
		seen[person] = true
		rows = append(rows, inbox.Notice{PersonID: person, Kind: kind, Subject: "role", SubjectID: h.g.ID,
			Params: map[string]string{"role": zh, "role_en": en, "place": place}})
	}
	return inbox.Tell(ctx, h.tx, rows...)
}
