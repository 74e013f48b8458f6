package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// announces reports whether the actor announces for an organization.
func announces(actor models.Actor, organization models.ID) bool {
	return models.MayAnnounceIn(actor, organization) == nil
}

// announcing is an announcement in the hands of an act, with the locked row of its
// organization.
type announcing struct {
	o models.Organization
	a models.AnnouncementView
}

// Announce tells something to all members of an organization: one statement puts a notice
// into each inbox, however many there are.
func (s *Service) Announce(
	ctx context.Context, actor models.Actor, organization models.ID, title, body string,
) (models.AnnouncementView, error) {
	return act.On(ctx, s.st, actor, act.Of[announcing, models.AnnouncementView]{
		Event: func(v announcing) audit.Event { return audit.Made(v.o, ActionAnnounce, "announcement", v.a.ID) },
		Lock: func(tx *store.Tx) (v announcing, err error) {
			v.o, err = act.LockOrganization(ctx, tx, actor, organization)
			return v, err
		},
		May: func(_ *store.Tx, v announcing) error { return models.MayAnnounceIn(actor, v.o.ID) },
		Next: func(tx *store.Tx, v *announcing) (err error) {
			v.a.Announcement, err = models.Announce(v.o, text.Clean(title), text.CleanLines(body), actor.PersonID,
				tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *announcing) error { return publish(ctx, tx, actor, v) },
		Answer: func(_ *store.Tx, v announcing) (models.AnnouncementView, error) {
			var nobody int64
			v.a.ReadCount = &nobody
			return v.a.Seen(actor), nil
		},
	})
}

// publish writes an announcement and puts it into the inboxes, which comes first: how
// many were told is in its row.
func publish(ctx context.Context, tx *store.Tx, actor models.Actor, v *announcing) error {
	count, err := countAnnouncementsOn(ctx, tx, v.o.ID, v.a.AnnouncedOn)
	if err != nil {
		return err
	}
	if count >= models.AnnouncementsPerDay {
		return models.ErrAnnouncementLimit
	}
	v.a.ID, v.a.NoOfDay = tx.NewID(), count+1
	n := inbox.Notice{Kind: models.NoticeAnnouncement, Subject: "announcement", SubjectID: v.a.ID,
		Params: map[string]string{"organization": v.o.Name}}
	if v.a.ToldCount, err = inbox.TellMembers(ctx, tx, v.o.ID, actor.PersonID, n); err != nil {
		return err
	}
	return insertAnnouncement(ctx, tx, &v.a.Announcement)
}

// Announcements lists what an organization has announced, to its members.
func (s *Service) Announcements(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[models.AnnouncementView], error) {
	if _, err := s.st.Organization(ctx, actor, organization); err != nil {
		return models.List[models.AnnouncementView]{}, err
	}
	if !announces(actor, organization) {
		_, err := s.st.ActiveMembership(ctx, organization, actor.PersonID)
		if errors.Is(err, store.ErrNotFound) {
			return models.List[models.AnnouncementView]{}, models.ErrMembersOnly
		}
		if err != nil {
			return models.List[models.AnnouncementView]{}, err
		}
	}
	rows, err := listAnnouncements(ctx, s.st, actor, organization, page)
	if err != nil {
		return rows, err
	}
	ids := make([]models.ID, len(rows.Items))
	for i, a := range rows.Items {
		rows.Items[i], ids[i] = a.Seen(actor), a.ID
	}
	if len(ids) == 0 || !announces(actor, organization) {
		return rows, nil
	}
	readers, err := countReaders(ctx, s.st, ids...)
	for i, id := range ids {
		n := readers[id]
		rows.Items[i].ReadCount = &n
	}
	return rows, err
}

// Announcement reads one; those who announce see how many have read it.
func (s *Service) Announcement(ctx context.Context, actor models.Actor, id models.ID) (models.AnnouncementView, error) {
	a, err := s.st.Announcement(ctx, actor, id)
	if err != nil {
		return a, err
	}
	a = a.Seen(actor)
	if announces(actor, a.OrganizationID) {
		readers, err := countReaders(ctx, s.st, id)
		if err != nil {
			return a, err
		}
		n := readers[id]
		a.ReadCount = &n
		if a.Blocked, err = s.st.WhyBlocked(ctx, a.Moderation, id); err != nil {
			return a, err
		}
	}
	return a, nil
}

// ReadAnnouncement leaves the actor's receipt, once.
func (s *Service) ReadAnnouncement(
	ctx context.Context, actor models.Actor, id models.ID,
) (models.AnnouncementView, error) {
	out, err := s.receipt(ctx, actor, id)
	if errors.Is(err, store.ErrDuplicate) { // the same tap twice at once
		out, err = s.receipt(ctx, actor, id)
	}
	return out, err
}

// receipt holds nothing: of two at once the second meets the key of the first, and is
// asked for again.
func (s *Service) receipt(ctx context.Context, actor models.Actor, id models.ID) (models.AnnouncementView, error) {
	return act.On(ctx, s.st, actor, act.Of[models.AnnouncementView, models.AnnouncementView]{
		Lock: func(tx *store.Tx) (models.AnnouncementView, error) { return tx.Announcement(ctx, actor, id) },
		Do: func(tx *store.Tx, a *models.AnnouncementView) error {
			if a.ReadAt != nil {
				return act.ErrUnchanged
			}
			now := tx.Now
			a.ReadAt = &now
			return insertAnnouncementRead(ctx, tx,
				&models.AnnouncementRead{AnnouncementID: id, PersonID: actor.PersonID, ReadAt: now})
		},
		Answer: func(_ *store.Tx, a models.AnnouncementView) (models.AnnouncementView, error) {
			return a.Seen(actor), nil
		},
	})
}

// RetractAnnouncement takes one back, with a reason that members read in its
// place.
func (s *Service) RetractAnnouncement(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.AnnouncementView, error) {
	reason = text.Clean(reason)
	return act.On(ctx, s.st, actor, act.Of[announcing, models.AnnouncementView]{
		Event: func(v announcing) audit.Event {
			return audit.InOrganization(v.o, ActionRetract, "announcement", id, nil)
		},
		Lock: func(tx *store.Tx) (v announcing, err error) {
			read := func() (models.AnnouncementView, error) { return tx.Announcement(ctx, actor, id) }
			v.a, v.o, err = act.Under(ctx, tx, read,
				func(a models.AnnouncementView) models.ID { return a.OrganizationID })
			return v, err
		},
		May: func(_ *store.Tx, v announcing) error { return models.MayAnnounceIn(actor, v.o.ID) },
		Next: func(tx *store.Tx, v *announcing) (err error) {
			v.a.Announcement, err = v.a.Retract(actor.PersonID, reason, tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *announcing) error {
			if err := tx.Forget(ctx, id); err != nil {
				return err
			}
			return act.Lost(moveAnnouncement(ctx, tx, v.a.Announcement), models.ErrAnnouncementRetracted)
		},
		Answer: func(tx *store.Tx, v announcing) (models.AnnouncementView, error) {
			readers, err := countReaders(ctx, tx, id)
			n := readers[id]
			v.a.ReadCount = &n
			return v.a.Seen(actor), err
		},
	})
}
