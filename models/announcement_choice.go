package models

// AnnouncementVerb is an act on an announcement.
type AnnouncementVerb string

// The verbs.
const (
	ReadAnnouncement    AnnouncementVerb = "read"
	RetractAnnouncement AnnouncementVerb = "retract"
)

// MayAnnounceIn refuses an actor who does not announce for an organization.
func MayAnnounceIn(a Actor, organization ID) error {
	if !a.InOrganization(organization, AnnouncementRoles()...) {
		return ErrForbidden
	}
	return nil
}

// MayRetract refuses to take back what is taken back.
func (a Announcement) MayRetract() error {
	if a.State != AnnouncementPublished {
		return ErrAnnouncementRetracted
	}
	return nil
}

// Seen gives the announcement with what the actor, who sees it, may do to it.
func (v AnnouncementView) Seen(a Actor) AnnouncementView {
	v.Choices, _ = Choose([]AnnouncementVerb{ReadAnnouncement, RetractAnnouncement}, func(verb AnnouncementVerb) error {
		if verb == RetractAnnouncement {
			return MayAnnounceIn(a, v.OrganizationID)
		}
		return nil
	}, func(verb AnnouncementVerb) error {
		switch {
		case verb == RetractAnnouncement:
			return v.MayRetract()
		case v.ReadAt != nil: // there is one receipt
			return ErrAnnouncementRetracted
		}
		return nil
	}, nil) // these rules give refusals alone
	v.Announcement = v.Announcement.For(MayAnnounceIn(a, v.OrganizationID) == nil)
	return v
}
