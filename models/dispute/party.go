package dispute

import (
	"slices"

	"xinjumin/models"
)

// How many there may be on a side, and how many may stand for the applicants.
const (
	ApplicantsMax      = 50
	RespondentsMax     = 10
	RepresentativesMin = 10 // applicants from whom on some may stand for the others
	RepresentativesMax = 5
)

// PartiesMax is how many there may be on a side.
func (s PartySide) PartiesMax() int {
	if s == SideApplicant {
		return ApplicantsMax
	}
	return RespondentsMax
}

// Mandate is whether a party stands for the others of its side; empty: for nobody.
type Mandate string

// The mandates: to speak for the others, or to settle for them, too (民事诉讼法 Art 56 and 62
// by analogy: who gives up a claim of somebody else's needs their word for that).
const (
	MandateSpeak  Mandate = "speak"
	MandateSettle Mandate = "settle"
)

var mandateWords = models.Words[Mandate]{
	{MandateSpeak, "推选代表，不能代签协议", "Speaks for the others"},
	{MandateSettle, "推选代表，可以代签协议", "Speaks and settles for the others"},
}

// Text gives the plain words of a mandate.
func (m Mandate) Text() (zh, en string) { return mandateWords.Of(m) }

// All gives every value in order.
func (Mandate) All() []Mandate { return mandateWords.All() }

// TakesPart reports whether the party is part of the mediation. Whoever refuses, stops or
// was left out by the committee stands in the dossier, and the others go on without them.
func (p Party) TakesPart() bool { return p.LeftAt == nil && p.Consent != ConsentRefused }

// OnSide lists the parties of a side that take part.
func OnSide(parties []Party, side PartySide) []Party {
	return slices.DeleteFunc(slices.Clone(parties), func(p Party) bool { return p.Side != side || !p.TakesPart() })
}

// Alone reports whether nobody else takes part on the side of p: without p there is
// nobody left to mediate between.
func Alone(parties []Party, p Party) bool {
	return !slices.ContainsFunc(OnSide(parties, p.Side), func(o Party) bool { return o.ID != p.ID })
}

// Unanswered lists the parties that take part and have not said yet whether they consent.
func Unanswered(parties []Party) []Party {
	return slices.DeleteFunc(slices.Clone(parties), func(p Party) bool {
		return !p.TakesPart() || p.Consent != ConsentPendingYet
	})
}

// SettledFor reports whether somebody else signs for the party: representatives who may
// settle stand for its side, and it is none of them. Whoever may only speak signs as
// everybody else does, and binds nobody.
func (p Party) SettledFor(parties []Party) bool {
	side := OnSide(parties, p.Side)
	return p.Mandate == "" && len(side) >= RepresentativesMin &&
		slices.ContainsFunc(side, func(o Party) bool { return o.Mandate == MandateSettle })
}

// Refusals around who takes part.
var (
	ErrLeft = models.NewError(models.CodeConflict, "dispute.left", "您已经不参加这次调解",
		"You take no part in this mediation any more")
	ErrSideFull = models.NewError(models.CodeConflict, "dispute.side_full", "这一方的当事人已经满了，申请人最多50位，被申请人最多10位",
		"There are fifty applicants, or ten respondents, already")
	ErrConsentsFirst = models.NewError(models.CodeConflict, "dispute.consents_first",
		"还有当事人没有答复是否同意调解，请先登记答复，或者登记不参加", "A party has not said yet whether they consent")
	ErrFewApplicants = models.NewError(models.CodeConflict, "dispute.few_applicants",
		"参加调解的申请人不到十位，不用推选代表", "There are fewer than ten applicants: nobody stands for them")
)
