package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/joining"
	"xinjumin/services/internal/notify"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Members lists the active members in the order in which they came, to members
// and office holders only. A name narrows it: part of the nickname, or the
// beginning of its pinyin or initials. Real names are sealed and never searched.
func (s *Service) Members(ctx context.Context, actor models.Actor, organization models.ID, name string, page models.Page) (models.List[models.Member], error) {
	if _, err := s.st.Organization(ctx, actor, organization); err != nil {
		return models.List[models.Member]{}, err
	}
	if name != "" {
		return s.findMembers(ctx, actor, organization, name, page)
	}
	rows, err := s.st.Members(ctx, actor, organization, page)
	if err == nil && len(rows.Items) == 0 && page.After == nil {
		// A member sees at least themselves: nothing at all means not allowed.
		return rows, models.ErrMembersOnly
	}
	return rows, err
}

func (s *Service) findMembers(ctx context.Context, actor models.Actor, organization models.ID, name string, page models.Page) (models.List[models.Member], error) {
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
	by := store.MemberSearch{NameLike: text.LikeContains(folded)}
	if from, ok := text.PinyinQuery(name); ok {
		by.Pinyin = [2]string{from, text.PrefixEnd(from)}
	}
	return s.st.FindMembers(ctx, organization, by, page)
}

// Mine lists all spells of the actor, the newest first.
func (s *Service) Mine(ctx context.Context, actor models.Actor, page models.Page) (models.List[models.Spell], error) {
	return s.st.Spells(ctx, actor.PersonID, page)
}

// Leave ends the actor's own membership and with it all their offices in the
// body. The last head stays. Leaving again does nothing, so that a lost answer
// may be asked for once more.
func (s *Service) Leave(ctx context.Context, actor models.Actor, id models.ID) error {
	return s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := tx.OwnMembership(ctx, actor.PersonID, id)
		if err != nil {
			return err
		}
		o, err := tx.LockOrganization(ctx, m.OrganizationID)
		if err != nil {
			return err
		}
		if m, err = tx.OwnMembership(ctx, actor.PersonID, id); err != nil {
			return err
		}
		if m.State == models.MembershipEnded && m.EndReason == models.EndLeft {
			return nil
		}
		heads, err := tx.OfficeHolders(ctx, o.ID, []models.Role{o.Kind.Head()}, tx.Now, toldMax)
		if err != nil {
			return err
		}
		next, err := m.Leave(holds(heads, actor.PersonID), len(heads), tx.Now)
		if err != nil {
			return err
		}
		if _, err := tx.EndOfficesOf(ctx, o.ID, actor.PersonID); err != nil {
			return err
		}
		if err := joining.Leave(ctx, tx, m); err != nil {
			return err
		}
		n := notify.Notice{Kind: models.NoticeMembershipLeft, Subject: "organization", SubjectID: o.ID}
		_, err = moved(ctx, tx, actor, o, m, next, ActionLeave, n, people(heads)...)
		return err
	})
}

func holds(grants []models.RoleGrant, person models.ID) bool {
	for _, g := range grants {
		if g.PersonID == person {
			return true
		}
	}
	return false
}
