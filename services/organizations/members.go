package organizations

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Members lists the active members in the order in which they came, to members
// and office holders only. A name narrows it: part of the nickname, or the
// beginning of its pinyin or initials. Real names are sealed and never searched.
func (s *Service) Members(
	ctx context.Context, actor models.Actor, organization models.ID, name string, page models.Page,
) (models.List[models.Member], error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[models.Member]{}, err
	}
	var rows models.List[models.Member]
	if name != "" {
		rows, err = s.findMembers(ctx, actor, organization, name, page)
	} else {
		rows, err = listMembers(ctx, s.st, actor, organization, page)
		if err == nil && len(rows.Items) == 0 && page.After == nil {
			// A member sees at least themselves: nothing at all means not allowed.
			return rows, models.ErrMembersOnly
		}
	}
	if err != nil {
		return rows, err
	}
	return rows, s.memberChoices(ctx, actor, o.Organization, rows.Items)
}

// memberChoices adds to members of one organization what the actor may do about them. Who
// leads and whose removal is open is asked once for all of them, and only by the head.
func (s *Service) memberChoices(ctx context.Context, actor models.Actor, o models.Organization,
	rows []models.Member) error {
	var heads, open []models.ID
	if actor.InOrganization(o.ID, o.Kind.Head()) && len(rows) > 0 {
		var err error
		if heads, err = inbox.HoldersAt(ctx, s.st, o.ID, s.st.Now(), o.Kind.Head()); err != nil {
			return err
		}
		ids := make([]models.ID, len(rows))
		for i, m := range rows {
			ids[i] = m.ID
		}
		if open, err = listUnderRemoval(ctx, s.st, ids); err != nil {
			return err
		}
	}
	for i, m := range rows {
		rows[i].Choices = o.MemberChoices(actor, m.Membership, slices.Contains(heads, m.PersonID),
			slices.Contains(open, m.ID))
	}
	return nil
}

func (s *Service) findMembers(
	ctx context.Context, actor models.Actor, organization models.ID, name string, page models.Page,
) (models.List[models.Member], error) {
	if !actor.InOrganization(organization, models.OfficeRoles()...) {
		if _, err := s.st.ActiveMembership(ctx, organization, actor.PersonID); errors.Is(err, store.ErrNotFound) {
			return models.List[models.Member]{}, models.ErrMembersOnly
		} else if err != nil {
			return models.List[models.Member]{}, err
		}
	}
	folded := text.Fold(name)
	if folded == "" {
		return models.List[models.Member]{}, nil
	}
	by := memberSearch{NameLike: text.LikeContains(folded)}
	if from, ok := text.PinyinQuery(name); ok {
		by.Pinyin = [2]string{from, text.PrefixEnd(from)}
	}
	return findMembers(ctx, s.st, organization, by, page)
}

// Mine lists all memberships of the actor, the newest first.
func (s *Service) Mine(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[models.OwnMembership], error) {
	rows, err := listMemberships(ctx, s.st, actor.PersonID, page)
	if err != nil {
		return rows, err
	}
	now := s.st.Now()
	for i, m := range rows.Items {
		last := false
		if actor.InOrganization(m.OrganizationID, m.OrganizationKind.Head()) { // few people lead more than one
			heads, err := inbox.HoldersAt(ctx, s.st, m.OrganizationID, now, m.OrganizationKind.Head())
			if err != nil {
				return rows, err
			}
			last = len(heads) == 1
		}
		rows.Items[i] = m.Seen(actor, last, now)
	}
	return rows, nil
}

// Leave ends the actor's own membership and with it all their offices in the
// organization, and what they are in its sub-groups. The last head stays. Leaving again
// does nothing, so that a lost answer may be asked for once more.
func (s *Service) Leave(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := s.onMembership(ctx, actor, id, ActionLeave, lockOwn, act.Of[held, models.OwnMembership]{
		Do: func(tx *store.Tx, h *held) (err error) {
			if h.m.State == models.MembershipEnded && h.m.EndReason == models.EndLeft {
				return act.ErrUnchanged
			}
			h.next, h.heads, err = unbind(ctx, tx, actor, h.o, h.m, models.EndLeft)
			return err
		},
		Tell: func(tx *store.Tx, h held) error {
			n := inbox.Notice{Kind: models.NoticeMembershipLeft, Subject: "organization", SubjectID: h.o.ID}
			return inbox.TellAbout(ctx, tx, n, h.o, actor, h.heads...)
		},
	})
	return err
}

// lockOwn is lockApplication for a membership of the actor, in any state.
func lockOwn(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (
	models.Membership, models.Organization, error) {
	read := func() (models.Membership, error) { return tx.OwnMembership(ctx, actor.PersonID, id) }
	return act.Under(ctx, tx, read, organizationOf)
}

// leave ends an active membership for a reason, with all that unbind ends, as a step of
// an act that is about something else, and gives the heads. The caller has locked the
// organization.
func leave(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m models.Membership,
	why models.EndReason,
) ([]models.ID, error) {
	next, heads, err := unbind(ctx, tx, actor, o, m, why)
	if err != nil {
		return nil, err
	}
	action := ActionLeave
	if why == models.EndRemoved {
		action = ActionRemove
	}
	return heads, shift(ctx, tx, actor, o, m, next, action, inbox.Notice{})
}

// unbind ends for a reason what hangs on an active membership: its offices, and what the
// person is in the sub-groups of the organization. It gives the state that the membership
// itself goes into, which the caller writes, and the heads. The last head of any of them
// stays. The caller has locked the organization.
func unbind(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m models.Membership,
	why models.EndReason,
) (next models.Membership, heads []models.ID, err error) {
	heads, err = inbox.Holders(ctx, tx, o.ID, o.Kind.Head())
	if err != nil {
		return next, nil, err
	}
	next, err = m.Leave(slices.Contains(heads, m.PersonID), len(heads), tx.Now)
	if err != nil {
		return next, nil, err
	}
	next.EndReason = why
	below, err := listSubGroupMemberships(ctx, tx, o.ID, m.PersonID)
	if err != nil {
		return next, nil, err
	}
	for _, sub := range below {
		if err := leaveBelow(ctx, tx, actor, sub, why); err != nil {
			return next, nil, err
		}
	}
	if _, err := tx.EndOfficesOf(ctx, o.ID, m.PersonID); err != nil {
		return next, nil, err
	}
	if err := membership.Leave(ctx, tx, m); err != nil {
		return next, nil, err
	}
	if why != models.EndRemoved {
		err = dropRemovalOf(ctx, tx, m)
	}
	return next, heads, err
}

// leaveBelow ends a live membership in a sub-group, whose people are people of the
// organization above.
func leaveBelow(
	ctx context.Context, tx *store.Tx, actor models.Actor, m models.Membership, why models.EndReason,
) error {
	o, err := tx.LockOrganization(ctx, m.OrganizationID)
	if err != nil {
		return err
	}
	m, err = tx.LiveMembership(ctx, o.ID, m.PersonID)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil
	case err != nil:
		return err
	case m.State == models.MembershipActive:
		_, err := leave(ctx, tx, actor, o, m, why)
		return err
	}
	return endUnborn(ctx, tx, actor, o, m, nil)
}

// ChangeSide moves a member to the other side, within the share of new residents
// that the organization has set itself.
func (s *Service) ChangeSide(
	ctx context.Context, actor models.Actor, id models.ID, side models.MemberSide,
) (models.OwnMembership, error) {
	return s.onMembership(ctx, actor, id, ActionSide, lockApplication, act.Of[held, models.OwnMembership]{
		May: func(_ *store.Tx, h held) error { return h.o.MayReview(actor) },
		Next: func(tx *store.Tx, h *held) error {
			if h.m.State != models.MembershipActive {
				return models.ErrMembershipNotActive
			}
			h.next.Side, h.next.UpdatedAt, h.next.Version = side, tx.Now, h.m.Version+1
			return nil
		},
		Do: func(tx *store.Tx, h *held) error {
			if h.m.Side == side { // a repeated request
				h.next = h.m
				return act.ErrUnchanged
			}
			return act.Lost(moveSide(ctx, tx, h.o.ID, side), models.ErrOrganizationMigrantShare)
		},
		Tell: func(tx *store.Tx, h held) error {
			n := inbox.Notice{Kind: models.NoticeMembershipSide, Subject: "organization", SubjectID: h.o.ID,
				Params: sideParams(side)}
			return inbox.TellAbout(ctx, tx, n, h.o, actor, h.m.PersonID)
		},
	})
}

func sideParams(s models.MemberSide) map[string]string {
	zh, en := s.Text()
	return map[string]string{"side": zh, "side_en": en}
}
