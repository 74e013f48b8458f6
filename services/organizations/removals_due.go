package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// Removal reads a removal that the actor may see, with the member's words.
func (s *Service) Removal(ctx context.Context, actor models.Actor, id models.ID) (models.RemovalView, error) {
	v, err := readRemoval(ctx, s.st, actor, id)
	if err != nil {
		return v, err
	}
	o, err := s.st.OrganizationOf(ctx, v.OrganizationID)
	if err != nil {
		return v, err
	}
	one := []models.RemovalView{v}
	if err := s.removalChoices(ctx, actor, o, one); err != nil {
		return v, err
	}
	return one[0], s.openObjection(&one[0])
}

// removalChoices adds to removals of one organization what the actor may do to them.
func (s *Service) removalChoices(ctx context.Context, actor models.Actor, o models.Organization,
	rows []models.RemovalView) error {
	now := s.st.Now()
	holders, err := inbox.HoldersAt(ctx, s.st, o.ID, now, models.RemovalDeciders()...)
	for i, v := range rows {
		rows[i].Choices = o.RemovalChoices(actor, v.Removal, holders, now)
	}
	return err
}

// Removals lists the removals of an organization that the actor may see.
func (s *Service) Removals(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[models.RemovalView], error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[models.RemovalView]{}, err
	}
	rows, err := listRemovals(ctx, s.st, actor, organization, page)
	if err != nil {
		return rows, err
	}
	return rows, s.removalChoices(ctx, actor, o.Organization, rows.Items)
}

// MyRemovals lists the removals about the actor.
func (s *Service) MyRemovals(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[models.RemovalView], error) {
	rows, err := listRemovalsOf(ctx, s.st, actor, page)
	for i, v := range rows.Items { // the member decides nothing, whoever else does
		o := models.Organization{ID: v.OrganizationID, Kind: v.OrganizationKind}
		rows.Items[i].Choices = o.RemovalChoices(actor, v.Removal, nil, s.st.Now())
	}
	return rows, err
}

// Why a removal ended that nobody has decided.
const (
	lapsedUndecided = "期限内无人对异议作出决定"
	lapsedLastHead  = "该会员现在是唯一的负责人"
	lapsedNoMember  = "该会员已不在本组织"
)

// removalDue executes a removal to which nobody has objected in time. A person who has
// become the last head meanwhile stays.
func (s *Service) removalDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	r, o, err := lockDue(ctx, tx, id)
	if err != nil || r.State != models.RemovalOpen || tx.Now < r.Due() {
		return err
	}
	switch err := removeMember(ctx, tx, models.System, o, r); {
	case err == nil:
		return s.endByItself(ctx, tx, o, r, models.RemovalExecuted, "")
	case errors.Is(err, models.ErrLastHead):
		return s.endByItself(ctx, tx, o, r, models.RemovalDropped, lapsedLastHead)
	case errors.Is(err, models.ErrMembershipNotActive):
		return s.endByItself(ctx, tx, o, r, models.RemovalDropped, lapsedNoMember)
	default:
		return err
	}
}

// removalLapse drops a removal about whose objection nobody has decided in time.
func (s *Service) removalLapse(ctx context.Context, tx *store.Tx, id models.ID) error {
	r, o, err := lockDue(ctx, tx, id)
	if err != nil || r.State != models.RemovalObjected || tx.Now < r.Due() {
		return err
	}
	return s.endByItself(ctx, tx, o, r, models.RemovalDropped, lapsedUndecided)
}

func lockDue(ctx context.Context, tx *store.Tx, id models.ID) (models.Removal, models.Organization, error) {
	r, err := readRemovalUnseen(ctx, tx, id)
	if err != nil {
		return r, models.Organization{}, err
	}
	o, err := act.Hold(ctx, tx, r.OrganizationID)
	if err != nil {
		return r, o, err
	}
	r, err = readRemovalUnseen(ctx, tx, id)
	return r, o, err
}

func (s *Service) endByItself(
	ctx context.Context, tx *store.Tx, o models.Organization, r models.Removal, to models.RemovalState, why string,
) error {
	next, err := r.Decide(to, nil, why, tx.Now)
	if err != nil {
		return err
	}
	if err := moveRemoval(ctx, tx, next, r.State); err != nil {
		return err
	}
	if err := tellRemoval(ctx, tx, models.System, o, next); err != nil {
		return err
	}
	action := ActionDrop
	if to == models.RemovalExecuted {
		action = ActionRemove
	}
	detail := map[string]string{"to": string(to)}
	return audit.Record(ctx, tx, models.System, audit.InOrganization(o, action, "removal", r.ID, detail))
}

// dropRemovalOf ends the open removal of a membership that has ended otherwise.
func dropRemovalOf(ctx context.Context, tx *store.Tx, m models.Membership) error {
	r, err := readOpenRemoval(ctx, tx, m.ID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	next, err := r.Decide(models.RemovalDropped, nil, lapsedNoMember, tx.Now)
	if err != nil {
		return err
	}
	return moveRemoval(ctx, tx, next, r.State)
}
