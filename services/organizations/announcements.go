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
func announces(actor models.Actor, body models.ID) bool {
	return actor.InOrganization(body, models.AnnouncementRoles()...)
}

// Announce tells something to all members of an organization: one statement puts a notice
// into each inbox, however many there are.
func (s *Service) Announce(
	ctx context.Context, actor models.Actor, organization models.ID, title, body string,
) (models.AnnouncementView, error) {
	var out models.AnnouncementView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		o, err := act.LockOrganization(ctx, tx, actor, organization)
		if err != nil {
			return err
		}
		seen = o
		if !announces(actor, o.ID) {
			return models.ErrForbidden
		}
		a, err := models.Announce(o, text.Clean(title), text.CleanLines(body), actor.PersonID, tx.Now)
		if err != nil {
			return err
		}
		made, err := countAnnouncementsOn(ctx, tx, o.ID, a.AnnouncedOn)
		if err != nil {
			return err
		}
		if made >= models.AnnouncementsPerDay {
			return models.ErrAnnouncementLimit
		}
		a.ID, a.NoOfDay = tx.NewID(), made+1
		n := inbox.Notice{Kind: models.NoticeAnnouncement, Subject: "announcement", SubjectID: a.ID,
			Params: map[string]string{"organization": o.Name}}
		if a.ToldCount, err = inbox.TellMembers(ctx, tx, o.ID, actor.PersonID, n); err != nil {
			return err
		}
		if err := insertAnnouncement(ctx, tx, &a); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionAnnounce, "announcement", a.ID, nil)); err != nil {
			return err
		}
		var nobody int64
		out = models.AnnouncementView{Announcement: a, ReadCount: &nobody}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionAnnounce, "organization", organization, nil), err)
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
	for i, a := range rows.Items {
		rows.Items[i].Announcement = a.For(announces(actor, organization))
	}
	return rows, err
}

// Announcement reads one; those who announce see how many have read it.
func (s *Service) Announcement(ctx context.Context, actor models.Actor, id models.ID) (models.AnnouncementView, error) {
	a, err := s.st.Announcement(ctx, actor, id)
	if err != nil {
		return a, err
	}
	mine := announces(actor, a.OrganizationID)
	a.Announcement = a.For(mine)
	if mine {
		n, err := countAnnouncementReaders(ctx, s.st, id)
		if err != nil {
			return a, err
		}
		a.ReadCount = &n
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

func (s *Service) receipt(ctx context.Context, actor models.Actor, id models.ID) (models.AnnouncementView, error) {
	var out models.AnnouncementView
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.Announcement(ctx, actor, id)
		if err != nil {
			return err
		}
		if a.ReadAt == nil {
			if err := insertAnnouncementRead(ctx, tx,
				&models.AnnouncementRead{AnnouncementID: id, PersonID: actor.PersonID, ReadAt: tx.Now}); err != nil {
				return err
			}
			now := tx.Now
			a.ReadAt = &now
		}
		a.Announcement = a.For(announces(actor, a.OrganizationID))
		out = a
		return tx.Answer(ctx, out)
	})
	return out, err
}

// RetractAnnouncement takes one back, with a reason that members read in its
// place.
func (s *Service) RetractAnnouncement(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.AnnouncementView, error) {
	reason = text.Clean(reason)
	var out models.AnnouncementView
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.Announcement(ctx, actor, id)
		if err != nil {
			return err
		}
		o, err := act.Hold(ctx, tx, a.OrganizationID)
		if err != nil {
			return err
		}
		seen = o
		if !announces(actor, o.ID) {
			return models.ErrForbidden
		}
		if a, err = tx.Announcement(ctx, actor, id); err != nil {
			return err
		}
		if a.Announcement, err = a.Retract(actor.PersonID, reason, tx.Now); err != nil {
			return err
		}
		if err := moveAnnouncement(ctx, tx, a.Announcement); errors.Is(err, store.ErrNotAffected) {
			return models.ErrAnnouncementRetracted.Because(err)
		} else if err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, ActionRetract, "announcement", id, nil)); err != nil {
			return err
		}
		n, err := countAnnouncementReaders(ctx, tx, id)
		if err != nil {
			return err
		}
		a.ReadCount = &n
		out = a
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, ActionRetract, "announcement", id, nil), err)
}
