package moderation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// target is what the area knows of one kind of thing that can be complained
// about.
type target struct {
	// find reads it as the reporter sees it; what they do not see is
	// models.ErrNotFound.
	find func(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (complaint.Target, error)
	// mark hides it, or shows it again.
	mark func(ctx context.Context, tx *store.Tx, c complaint.Case, m models.Moderation) error
}

// targets is the registry: a new kind is a line here and a query in the store.
var targets = map[complaint.TargetKind]target{
	complaint.TargetOrganization: {findOrganization, func(
		ctx context.Context, tx *store.Tx, c complaint.Case, m models.Moderation,
	) error {
		return markOrganization(ctx, tx, c.TargetID, m)
	}},
	complaint.TargetActivity: {findActivity, func(
		ctx context.Context, tx *store.Tx, c complaint.Case, m models.Moderation,
	) error {
		return markActivity(ctx, tx, c.TargetID, m)
	}},
	complaint.TargetPoll: {findPoll, func(
		ctx context.Context, tx *store.Tx, c complaint.Case, m models.Moderation,
	) error {
		return markPoll(ctx, tx, c.TargetID, m)
	}},
	complaint.TargetPerson: {findPerson, markPerson},
	complaint.TargetAnnouncement: {findAnnouncement, func(
		ctx context.Context, tx *store.Tx, c complaint.Case, m models.Moderation,
	) error {
		return markAnnouncement(ctx, tx, c.TargetID, m)
	}},
}

func findOrganization(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (complaint.Target, error) {
	o, err := tx.Organization(ctx, actor, id)
	return complaint.Target{RegionCode: o.RegionCode, OrganizationID: &o.ID, AuthorID: o.CreatedBy,
		Texts: []string{o.Name, o.Introduction}}, err
}

func findActivity(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (complaint.Target, error) {
	a, err := tx.VisibleActivity(ctx, actor.Organizations(models.ActivityRoles()...), id)
	return complaint.Target{RegionCode: a.RegionCode, OrganizationID: &a.OrganizationID, AuthorID: &a.CreatedBy,
		Texts: []string{a.Title, a.Description, a.Place}}, err
}

func findPoll(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (complaint.Target, error) {
	p, err := tx.SeenPoll(ctx, actor, id)
	if err != nil {
		return complaint.Target{}, err
	}
	options, err := tx.PollOptions(ctx, id)
	if err != nil {
		return complaint.Target{}, err
	}
	t := complaint.Target{OrganizationID: &p.OrganizationID, AuthorID: &p.CreatedBy,
		Texts: []string{p.Title, p.Question}}
	for _, o := range p.ShownOptions(options) {
		t.Texts = append(t.Texts, o.Label)
	}
	t.RegionCode, err = readOrganizationRegion(ctx, tx, p.OrganizationID)
	return t, err
}

// findAnnouncement names no author where an office tells that somebody is in the
// Party: the text can be hidden, and nobody outside learns who wrote it.
func findAnnouncement(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (complaint.Target, error) {
	a, err := tx.Announcement(ctx, actor, id)
	if err != nil {
		return complaint.Target{}, err
	}
	o, err := tx.OrganizationOf(ctx, a.OrganizationID)
	t := complaint.Target{RegionCode: o.RegionCode, OrganizationID: &o.ID, AuthorID: a.AuthorID,
		Texts: []string{a.Title, a.For(false).Body}}
	if o.Kind.Secretive() {
		t.AuthorID = nil
	}
	return t, err
}

func findPerson(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (complaint.Target, error) {
	p, err := tx.Person(ctx, id)
	if err != nil {
		return complaint.Target{}, err
	}
	seen, err := tx.SeesPerson(ctx, actor, id)
	if err != nil {
		return complaint.Target{}, err
	}
	if !seen || p.State != models.PersonActive {
		return complaint.Target{}, models.ErrNotFound
	}
	t := complaint.Target{RegionCode: models.CountryCode, AuthorID: &p.ID, Texts: []string{p.Nickname}}
	if p.RegionCode != nil {
		t.RegionCode = *p.RegionCode
	}
	return t, nil
}

// markPerson takes the nickname away that was complained about, unless it has
// been changed since, and gives it back if there is no other by then.
func markPerson(ctx context.Context, tx *store.Tx, c complaint.Case, m models.Moderation) error {
	switch {
	case c.Snapshot == "" || m == models.ModerationPassed && c.State != complaint.CaseAppealed:
		return nil
	case m == models.ModerationBlocked:
		return changeNickname(ctx, tx, c.TargetID, c.Snapshot, "", models.SearchName{})
	}
	return changeNickname(ctx, tx, c.TargetID, "", c.Snapshot, text.Nickname(c.Snapshot))
}
