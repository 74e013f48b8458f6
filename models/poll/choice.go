package poll

import (
	"errors"

	"xinjumin/models"
)

// Cast is what somebody on the roll does; it does not move the poll.
const Cast Act = "cast"

// Holds reports whether the actor holds the polls of an organization: its head or
// secretary-general.
func Holds(actor models.Actor, organization models.ID) bool {
	return actor.InOrganization(organization, models.PollRoles()...)
}

// Part is how one reader stands to a poll.
type Part struct {
	OnRoll, Voted bool
	Marks         int64 // of the roll, which closing asks for
}

// Mark is a number that changes with what the reader is in the poll, for an entity tag.
func (p Part) Mark() int64 {
	switch {
	case p.Voted:
		return 2
	case p.OnRoll:
		return 1
	}
	return 0
}

// Choices lists what the actor may do to the poll at now.
func (p Poll) Choices(actor models.Actor, part Part, now models.Instant) models.Choices {
	out, _ := models.Choose([]Act{Edit, PublishRoll, DoOpen, DoClose, Cancel, Delete, Cast}, func(v Act) error {
		if v == Cast && part.OnRoll && !part.Voted || v != Cast && Holds(actor, p.OrganizationID) {
			return nil
		}
		return models.ErrForbidden
	}, func(v Act) error {
		if v == Cast { // what is over is not for voting at all
			if err := p.MayCast(now); errors.Is(err, ErrClosed) || errors.Is(err, ErrAnnulled) {
				return err
			}
			return nil
		}
		if v == Cancel && p.Convened { // never its office's to stop
			return ErrConvened
		}
		_, err := p.State.After(v)
		return err
	}, func(v Act) error {
		switch v {
		case PublishRoll:
			return p.MayPublishRoll(now)
		case DoOpen:
			return p.MayOpen(now)
		case DoClose:
			return p.MayClose(now, part.Marks)
		case Cancel:
			return p.MayCancel(now)
		case Cast:
			return p.MayCast(now)
		}
		return nil
	}) // these rules give refusals alone
	return out
}
