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
)

// CloseAccount ends everything that a person is in organizations, in the transaction
// that closes the account: offices, memberships, applications, and organizations that
// were never approved. The last head of an organization is ErrLastHead, unless the
// account is closed already and this only ends what was under way.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, closed bool) error {
	organizations, err := listOrganizationsOf(ctx, tx, actor.PersonID)
	if err != nil {
		return err
	}
	for _, id := range organizations {
		if err := part(ctx, tx, actor, id, closed); err != nil {
			return err
		}
	}
	return nil
}

func part(ctx context.Context, tx *store.Tx, actor models.Actor, organization models.ID, closed bool) error {
	o, err := act.Hold(ctx, tx, organization)
	if errors.Is(err, store.ErrNotFound) { // a draft that was removed meanwhile
		return nil
	}
	if err != nil {
		return err
	}
	switch o.State {
	case models.OrganizationDraft, models.OrganizationSubmitted, models.OrganizationRejected:
		return deleteOrganization(ctx, tx, o.ID)
	case models.OrganizationActive, models.OrganizationSuspended, models.OrganizationDissolved:
	}
	heads, err := inbox.Holders(ctx, tx, o.ID, o.Kind.Head())
	if err != nil {
		return err
	}
	acts := o.State == models.OrganizationActive || o.State == models.OrganizationSuspended
	if !closed && acts && slices.Contains(heads, actor.PersonID) && len(heads) <= 1 {
		return models.ErrLastHead
	}
	if _, err := tx.EndOfficesOf(ctx, o.ID, actor.PersonID); err != nil {
		return err
	}
	m, err := tx.LiveMembership(ctx, o.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return endMembership(ctx, tx, actor, o, m, heads)
}

// endMembership ends a live membership as its state allows; the heads are told that
// somebody left, or took an application back.
func endMembership(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m models.Membership,
	heads []models.ID,
) error {
	if m.State == models.MembershipActive {
		next, err := m.Leave(false, 0, tx.Now)
		if err != nil {
			return err
		}
		if err := membership.Leave(ctx, tx, m); err != nil {
			return err
		}
		if err := dropRemovalOf(ctx, tx, m); err != nil {
			return err
		}
		n := inbox.Notice{Kind: models.NoticeMembershipLeft, Subject: "organization", SubjectID: o.ID}
		return shift(ctx, tx, actor, o, m, next, ActionLeave, n, heads...)
	}
	return endUnborn(ctx, tx, actor, o, m, heads)
}

// endUnborn takes an application back or declines an invitation.
func endUnborn(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m models.Membership, told []models.ID,
) error {
	next := m
	next.State, next.LiveKey, next.EndedAt, next.UpdatedAt, next.Version = models.MembershipWithdrawn, nil, &tx.Now, tx.Now, m.Version+1
	if m.State == models.MembershipInvited {
		next.State, told = models.MembershipDeclined, nil
	}
	return shift(ctx, tx, actor, o, m, next, ActionWithdraw,
		inbox.Notice{Kind: models.NoticeMembershipWithdrawn, Subject: "application", SubjectID: m.ID}, told...)
}
