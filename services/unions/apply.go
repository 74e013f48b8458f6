package unions

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/union"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Apply asks a union for membership with its form (入会申请书). The application is
// a membership like any other: it is decided, withdrawn and listed as those are. Who
// is a member elsewhere is told so at once, though only the approval decides.
func (s *Service) Apply(
	ctx context.Context, actor models.Actor, unionID models.ID, form union.FormData,
) (union.Application, error) {
	cleanForm(&form)
	return act.On(ctx, s.st, actor, act.Of[joining, union.Application]{
		Quiet: true, // an officer would read what the applicant has told of their age and work
		Event: func(v joining) audit.Event {
			return audit.InOrganization(v.o, ActionApply, "membership", v.m.ID, nil)
		},
		Lock: func(tx *store.Tx) (joining, error) { return lockJoined(ctx, tx, actor, unionID) },
		Next: func(_ *store.Tx, v *joining) error {
			if v.o.Kind != models.KindUnion {
				return union.ErrUnionsOnly
			}
			return nil
		},
		Do: func(tx *store.Tx, v *joining) (err error) {
			if bad := form.Check(models.DayOf(tx.Now)); len(bad) > 0 {
				return models.ErrInvalid.With(bad...)
			}
			if v.m, err = s.applied(ctx, tx, actor, v.o); err != nil {
				return err
			}
			return s.keepForm(ctx, tx, v.m, form)
		},
		Tell:   func(tx *store.Tx, v joining) error { return tellApplied(ctx, tx, actor, v.o, v.m) },
		Detail: func(joining) map[string]string { return map[string]string{"channel": string(form.Channel)} },
		Answer: func(tx *store.Tx, v joining) (union.Application, error) {
			p, err := tx.Person(ctx, actor.PersonID)
			return union.Application{OwnMembership: v.m.In(v.o), Nickname: p.Nickname, Form: form}, err
		},
	})
}

func cleanForm(form *union.FormData) {
	form.EmployerName, form.Statement = text.Clean(form.EmployerName), text.Clean(form.Statement)
	form.EmployerCode = models.CodeForm(form.EmployerCode)
}

// joining is a membership on its way into an organization, with the locked row of that.
type joining struct {
	o models.Organization
	m models.Membership
}

// lockJoined holds the organization that the actor wants to join.
func lockJoined(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (v joining, err error) {
	v.o, err = act.LockOrganization(ctx, tx, actor, id)
	return v, err
}

func (s *Service) applied(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization,
) (models.Membership, error) {
	if err := membership.Admits(ctx, tx, s.ring, o, actor.PersonID); err != nil {
		return models.Membership{}, err
	}
	m, err := models.Apply(o, actor.PersonID, "", tx.Now)
	if err != nil {
		return m, err
	}
	if other, err := readUnionMembership(ctx, tx, actor.PersonID); err == nil && other.OrganizationID != o.ID {
		return m, models.ErrUnionElsewhere
	} else if err != nil && !errors.Is(err, store.ErrNotFound) {
		return m, err
	}
	m.ID = tx.NewID()
	if err := tx.InsertMembership(ctx, &m); err != nil {
		return m, membership.Taken(ctx, tx, o, m, err)
	}
	return m, nil
}

func (s *Service) keepForm(ctx context.Context, tx *store.Tx, m models.Membership, form union.FormData) error {
	row := union.Form{
		ID: m.ID, OrganizationID: m.OrganizationID, PersonID: m.PersonID, Channel: form.Channel,
		Employment: form.Employment, WorkKind: form.WorkKind, EmployerName: form.EmployerName,
		EmployerCode: form.EmployerCode, StartedOn: form.StartedOn, CreatedAt: tx.Now,
	}
	var err error
	if row.StatementSealed, err = s.ring.Seal(keyring.UnionStatement, row.ID[:], []byte(form.Statement)); err != nil {
		return err
	}
	return insertUnionForm(ctx, tx, &row)
}

// tellApplied tells those who decide, and gives the applicant a receipt.
func tellApplied(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, m models.Membership,
) error {
	n := inbox.Notice{Kind: models.NoticeMembershipApplied, Subject: "application", SubjectID: m.ID}
	if err := inbox.TellHolders(ctx, tx, n, o, actor, o.Kind.Reviewers()...); err != nil {
		return err
	}
	n.Kind, n.PersonID, n.Params = models.NoticeMembershipReceived, actor.PersonID, map[string]string{"organization": o.Name}
	return inbox.Tell(ctx, tx, n)
}

// Application reads one application with its form, for the applicant and for
// those who decide. One that was made without a form has an empty one.
func (s *Service) Application(ctx context.Context, actor models.Actor, id models.ID) (union.Application, error) {
	m, err := s.st.Application(ctx, actor, id)
	if err != nil {
		return union.Application{}, err
	}
	o, err := s.st.Organization(ctx, actor, m.OrganizationID)
	if err != nil {
		return union.Application{}, err
	}
	if o.Kind != models.KindUnion {
		return union.Application{}, union.ErrUnionsOnly
	}
	p, err := s.st.Person(ctx, m.PersonID)
	if err != nil {
		return union.Application{}, err
	}
	forms, err := listUnionForms(ctx, s.st, []models.ID{m.ID})
	if err != nil {
		return union.Application{}, err
	}
	out := union.Application{OwnMembership: m.In(o.Organization), Nickname: p.Nickname,
		Applicant: p.AsApplicant(), Form: formOf(forms[m.ID])}
	if sealed := forms[m.ID].StatementSealed; len(sealed) > 0 {
		plain, err := s.ring.Open(keyring.UnionStatement, m.ID[:], sealed)
		if err != nil {
			return union.Application{}, err
		}
		out.Form.Statement = string(plain)
	}
	return out, nil
}

// Applications lists the open applications of a union with their forms, without
// what the applicants wrote, to those who decide them.
func (s *Service) Applications(
	ctx context.Context, actor models.Actor, unionID models.ID, page models.Page,
) (models.List[union.Application], error) {
	var out models.List[union.Application]
	o, err := s.st.Organization(ctx, actor, unionID)
	if err != nil {
		return out, err
	}
	if err := o.MayReview(actor); err != nil {
		return out, err
	}
	if o.Kind != models.KindUnion {
		return out, union.ErrUnionsOnly
	}
	rows, err := s.st.Applications(ctx, o.ID, models.MembershipApplied, page)
	if err != nil {
		return out, err
	}
	ids := make([]models.ID, len(rows.Items))
	for i, m := range rows.Items {
		ids[i] = m.ID
	}
	forms, err := listUnionForms(ctx, s.st, ids)
	if err != nil {
		return out, err
	}
	out.Next = rows.Next
	for _, m := range rows.Items {
		out.Items = append(out.Items, union.Application{OwnMembership: m.Membership.In(o.Organization),
			Nickname: m.Nickname, Applicant: m.Applicant, Form: formOf(forms[m.ID])})
	}
	return out, nil
}

func formOf(f union.Form) union.FormData {
	return union.FormData{Channel: f.Channel, Employment: f.Employment, WorkKind: f.WorkKind,
		EmployerName: f.EmployerName, EmployerCode: f.EmployerCode, StartedOn: f.StartedOn}
}

// Card shows the actor's own membership card with the earlier numbers and the
// transfer that waits; without a membership it is models.ErrUnionNoCard.
func (s *Service) Card(ctx context.Context, actor models.Actor) (union.Card, error) {
	m, err := readUnionMembership(ctx, s.st, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		return union.Card{}, union.ErrNoCard
	}
	if err != nil {
		return union.Card{}, err
	}
	o, err := s.st.Organization(ctx, actor, m.OrganizationID)
	if err != nil {
		return union.Card{}, err
	}
	out := union.Card{Membership: m, OrganizationName: o.Name, RegionName: o.RegionName}
	if o.UnionNo != nil {
		out.UnionNo = *o.UnionNo
	}
	t, err := readOpenUnionTransfer(ctx, s.st, actor, m.ID)
	switch {
	case err == nil:
		out.Transfer = &t
	case !errors.Is(err, store.ErrNotFound):
		return out, err
	}
	out.Before, err = listUnionNumbers(ctx, s.st, actor.PersonID, models.PageMax)
	return out, err
}
