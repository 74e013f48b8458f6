package assistance

import "xinjumin/models"

// Verb is an act on a session at the desk.
type Verb string

// The verbs. To confirm is the word of the person, or of a second officer for who has no
// account; the officer of the session enters the code that the person shows.
const (
	Confirm   Verb = "confirm"
	EnterCode Verb = "enter_code"
	Finish    Verb = "end"
	Object    Verb = "object"
)

// Known is what a rule about a session must know besides the session.
type Known struct {
	WeChat   bool // the person has an account of their own
	Objected bool // there is an objection already
}

// MayBeSecond refuses an officer who cannot stand in for the word of a person without an
// account.
func (d Session) MayBeSecond(a models.Actor, weChat bool) error {
	switch {
	case weChat || d.Way != Officers:
		return ErrOwnConfirm
	case a.PersonID == d.OfficerID || a.PersonID == d.PersonID:
		return ErrSecond
	case !a.OverRegion(d.RegionCode, Confirmers()...):
		return models.ErrForbidden
	}
	return nil
}

// MayEnterCode refuses whoever is not the officer of the session, and a session for which
// no code helps.
func (d Session) MayEnterCode(a models.Actor) error {
	switch {
	case a.PersonID != d.OfficerID:
		return models.ErrForbidden
	case d.Way != Own || d.CodeDead():
		return ErrCodeDead
	}
	return nil
}

// MayFinish refuses to end the session whoever is neither its officer nor a superior of
// the place.
func (d Session) MayFinish(a models.Actor) error {
	if a.PersonID != d.OfficerID && !a.OverRegion(d.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) {
		return models.ErrForbidden
	}
	return nil
}

// Waits refuses a session that is not to be confirmed at now.
func (d Session) Waits(now models.Instant) error {
	if d.State != Waiting || !d.Live(now) {
		return ErrState
	}
	return nil
}

// Goes refuses a session that is over at now.
func (d Session) Goes(now models.Instant) error {
	if !d.Live(now) {
		return ErrState
	}
	return nil
}

// MayObject refuses, of those who act in the person's name, whoever had a part in it.
func (d Session) MayObject(a models.Actor) error {
	if b := a.OnBehalf; b != nil && d.Involves(b.OfficerID) {
		return ErrObjectOwn
	}
	return nil
}

// Objectionable refuses an objection to a session that never began, or that ended too
// long before now.
func (d Session) Objectionable(now models.Instant) error {
	switch {
	case d.ConfirmedAt == nil:
		return ErrState
	case now >= d.ObjectUntil():
		return ErrObjectLate
	}
	return nil
}

// Involves reports whether somebody had a part in the session.
func (d Session) Involves(who models.ID) bool {
	return who == d.OfficerID || who == d.PersonID || d.ConfirmedBy != nil && who == *d.ConfirmedBy
}

// DeskChoices lists what the actor, who sees the session from the side of the desk, may do
// to it at now.
func (d Session) DeskChoices(a models.Actor, k Known, now models.Instant) models.Choices {
	out, _ := models.Choose([]Verb{EnterCode, Confirm, Finish}, func(v Verb) error {
		switch v {
		case EnterCode:
			return d.MayEnterCode(a)
		case Confirm:
			return d.MayBeSecond(a, k.WeChat)
		}
		return d.MayFinish(a)
	}, func(v Verb) error {
		if v == Finish {
			return d.Goes(now)
		}
		return d.Waits(now)
	}, nil) // these rules give refusals alone
	return out
}

// OwnChoices lists what the person in whose name the session is may do to it at now. Whoever
// acts in their name may write down an objection, and nothing else.
func (d Session) OwnChoices(a models.Actor, k Known, now models.Instant) models.Choices {
	out, _ := models.Choose([]Verb{Confirm, Finish, Object}, func(v Verb) error {
		switch {
		case d.PersonID != a.PersonID:
			return models.ErrNotFound
		case v == Object:
			return d.MayObject(a)
		case a.OnBehalf != nil:
			return ErrNotAllowed
		}
		return nil
	}, func(v Verb) error {
		switch {
		case v == Finish:
			return d.Goes(now)
		case v == Confirm:
			return d.Waits(now)
		case k.Objected:
			return ErrObjected
		}
		return d.Objectionable(now)
	}, nil) // these rules give refusals alone
	return out
}
