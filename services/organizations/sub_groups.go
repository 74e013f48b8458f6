package organizations

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// SubGroups lists the active organizations below an organization that the actor may see.
func (s *Service) SubGroups(
	ctx context.Context, actor models.Actor, parent models.ID, page models.Page,
) (models.List[models.OrganizationView], error) {
	if _, err := s.st.Organization(ctx, actor, parent); err != nil {
		return models.List[models.OrganizationView]{}, err
	}
	return listSubGroups(ctx, s.st, actor, parent, page)
}

// mayFoundUnder refuses to draft an organization under one that the actor does not see or,
// for a sub-group, does not belong to.
func mayFoundUnder(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization) error {
	if o.ParentID == nil {
		return nil
	}
	if _, err := tx.Organization(ctx, actor, *o.ParentID); errors.Is(err, store.ErrNotFound) {
		return models.ErrInvalid.With(models.BodyField("/parent_id", "unknown", "没有找到上级组织",
			"There is no such organization"))
	} else if err != nil {
		return err
	}
	return inParent(ctx, tx, o, actor.PersonID)
}

// inParent refuses who is not in the organization of which this one is a sub-group.
func inParent(ctx context.Context, tx *store.Tx, o models.Organization, person models.ID) error {
	if !o.IsSubGroup() {
		return nil
	}
	_, err := tx.ActiveMembership(ctx, *o.ParentID, person)
	if errors.Is(err, store.ErrNotFound) {
		return models.ErrParentFirst
	}
	return err
}

// fitsUnder checks a draft against the organization above, if it has one.
func fitsUnder(ctx context.Context, tx *store.Tx, o models.Organization) error {
	if o.ParentID == nil {
		return nil
	}
	parent, err := tx.OrganizationOf(ctx, *o.ParentID)
	if errors.Is(err, store.ErrNotFound) {
		return models.ErrInvalid.With(models.BodyField("/parent_id", "unknown", "没有找到上级组织",
			"There is no such organization"))
	}
	if err != nil {
		return err
	}
	return o.FitsUnder(parent)
}

// approvers lists who is told that an organization asks for approval: the heads of the
// organization of which it is a part, and else the nearest administrators who stand high
// enough to decide.
func approvers(ctx context.Context, tx *store.Tx, o models.Organization) ([]models.ID, error) {
	if o.ApprovedByParent() {
		heads, err := inbox.Holders(ctx, tx, *o.ParentID, models.HeadRoles()...)
		if err != nil {
			return nil, err
		}
		others := slices.DeleteFunc(heads,
			func(who models.ID) bool { return o.CreatedBy != nil && who == *o.CreatedBy })
		if len(others) > 0 {
			return others, nil
		}
	}
	return tx.NearestAdmins(ctx, o.Approvers(), tx.Now, inbox.ToldMax)
}
