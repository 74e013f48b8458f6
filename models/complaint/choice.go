package complaint

import "xinjumin/models"

// Verb is an act on a case.
type Verb string

// The verbs.
const (
	Pass     Verb = "pass"
	Remove   Verb = "remove"
	Appeal   Verb = "appeal"
	Uphold   Verb = "uphold"
	Overturn Verb = "overturn"
)

// Moves is the table of what leads where.
var Moves = models.Moves[CaseState, Verb]{
	Pass:     {CaseOpen: CasePassed},
	Remove:   {CaseOpen: CaseRemoved},
	Appeal:   {CaseRemoved: CaseAppealed},
	Uphold:   {CaseAppealed: CaseUpheld},
	Overturn: {CaseAppealed: CaseOverturned},
}

// After gives the state that a decision leads to, else the refusal.
func (c Case) After(v Verb) (CaseState, error) {
	refusal := ErrDecided
	if v == Uphold || v == Overturn {
		refusal = ErrNoAppeal
	}
	return Moves.After(c.State, v, refusal)
}

// Standing is how an administrator stands to a case: whether they have complained
// themselves, and what the person holds who is answerable.
type Standing struct {
	Complained bool
	Author     []models.RoleGrant
}

// MayJudge refuses who is no administrator over the place, who complained, and who is not
// above the person concerned; of an appeal also who decided first, and a lower level than
// theirs.
func (c Case) MayJudge(a models.Actor, v Verb, s Standing) error {
	level, ok := ModeratorLevel(a, c.RegionCode)
	switch {
	case !ok:
		return models.ErrForbidden
	case s.Complained:
		return ErrOwn
	case !Outranks(a, s.Author):
		return ErrSuperior
	case v != Uphold && v != Overturn:
		return nil
	case c.DecidedBy != nil && *c.DecidedBy == a.PersonID, level > c.DecidedLevel:
		return ErrSame
	}
	return nil
}

// JudgeChoices lists what an administrator who sees the case may decide.
func (c Case) JudgeChoices(a models.Actor, s Standing) models.Choices {
	out, _ := models.Choose([]Verb{Pass, Remove, Uphold, Overturn}, func(v Verb) error {
		return c.MayJudge(a, v, s)
	}, func(v Verb) error {
		_, err := c.After(v)
		return err
	}, nil) // these rules give refusals alone
	return out
}

// AuthorChoices lists what a person may do at now about a case that was decided against
// them.
func (c Case) AuthorChoices(cal models.Calendar, person models.ID, now models.Instant) models.Choices {
	out, _ := models.Choose([]Verb{Appeal}, nil, func(Verb) error { return c.MayAppeal(cal, person, now) }, nil)
	return out
}
