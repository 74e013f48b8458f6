package dispute

import (
	"slices"

	"xinjumin/models"
)

// Consent is whether a party agrees to mediation, which nobody is made to
// (人民调解法 Art 3 and 17).
type Consent string

// The consents.
const (
	ConsentPendingYet Consent = "pending"
	ConsentGiven      Consent = "given"
	ConsentRefused    Consent = "refused"
)

var consentWords = models.Words[Consent]{
	{ConsentPendingYet, "还没有答复", "No answer yet"},
	{ConsentGiven, "同意调解", "Agrees to mediation"},
	{ConsentRefused, "不同意调解", "Does not agree to mediation"},
}

// Text gives the plain words of a consent.
func (c Consent) Text() (zh, en string) { return consentWords.Of(c) }

// All gives every value in order.
func (Consent) All() []Consent { return consentWords.All() }

// Way is how a party said something that the case rests on.
type Way string

// The ways: by the party's own account, on paper of which a scan is kept, or by word of
// mouth before a witness.
const (
	WaySelf  Way = "self"
	WayPaper Way = "paper"
	WayOral  Way = "oral"
)

var wayWords = models.Words[Way]{
	{WaySelf, "本人在手机上确认", "Confirmed by the person"},
	{WayPaper, "书面", "On paper"},
	{WayOral, "口头", "By word of mouth"},
}

// Text gives the plain words of a way.
func (w Way) Text() (zh, en string) { return wayWords.Of(w) }

// All gives every value in order.
func (Way) All() []Way { return wayWords.All() }

// Recorded reports whether a committee may record w for somebody else.
func (w Way) Recorded() bool { return w == WayPaper || w == WayOral }

// ToldWay is how a committee told a party that a case has ended.
type ToldWay string

// The ways of telling.
const (
	ToldInPerson ToldWay = "in_person"
	ToldByPhone  ToldWay = "phone"
	ToldByPost   ToldWay = "post"
	ToldMessage  ToldWay = "message"
)

var toldWords = models.Words[ToldWay]{
	{ToldInPerson, "当面", "In person"},
	{ToldByPhone, "电话", "By telephone"},
	{ToldByPost, "邮寄", "By post"},
	{ToldMessage, "短信或微信", "By a message"},
}

// Text gives the plain words of a way of telling.
func (w ToldWay) Text() (zh, en string) { return toldWords.Of(w) }

// All gives every value in order.
func (ToldWay) All() []ToldWay { return toldWords.All() }

// Agreed reports whether each side has consented: somebody takes part on it, and everybody
// who does has consented. Whoever refuses or is left out is not part of the mediation; the
// others of the side go on without them (人民调解法 Art 3: nobody mediates against their
// will, and nobody's silence stands for a yes).
func Agreed(parties []Party) bool {
	return !SideRefused(parties) && len(Unanswered(parties)) == 0
}

// SideRefused reports whether nobody takes part on one of the sides, so that there is
// nobody left to mediate between.
func SideRefused(parties []Party) bool {
	for _, side := range PartySide("").All() {
		if len(OnSide(parties, side)) == 0 {
			return true
		}
	}
	return false
}

// Uninformed lists the parties that take part and have not been told their rights
// (人民调解工作若干规定 Art 30).
func Uninformed(parties []Party) []Party {
	return slices.DeleteFunc(slices.Clone(parties), func(p Party) bool {
		return !p.TakesPart() || p.InformedAt != nil
	})
}

// Notices about consents and ends.
const (
	NoticeConsentAsked models.NoticeKind = "dispute.consent_asked" // to the parties who have not answered
	NoticeConsented    models.NoticeKind = "dispute.consented"     // to head and mediators
	NoticeRefused      models.NoticeKind = "dispute.refused"       // to head and mediators
	NoticeStopped      models.NoticeKind = "dispute.stopped"       // to the other parties, head and mediators
	NoticeTerminated   models.NoticeKind = "dispute.terminated"    // to the parties, with the other ways
	NoticeReleased     models.NoticeKind = "dispute.released"      // to the mediator
	NoticeRecused      models.NoticeKind = "dispute.recused"       // to the heads
)

// Refusals around consents and ends.
var (
	ErrPartyOnly = models.NewError(models.CodeForbidden, "dispute.party_only", "只有当事人本人可以进行此操作",
		"Only a party may do this")
	ErrCommitteeOnly = models.NewError(models.CodeForbidden, "dispute.committee_only",
		"只有调解委员会主任或本案调解员可以进行此操作", "Only a head of the committee or a mediator of the case may do this")

	ErrAnsweredSelf = models.NewError(models.CodeConflict, "dispute.answered_self",
		"当事人已经自己作过答复，不能由别人改写", "The party has answered in person, which nobody else changes")
	ErrAnswered = models.NewError(models.CodeConflict, "dispute.answered", "已经作过这个答复",
		"That has been answered already")
	ErrConsentFirst = models.NewError(models.CodeConflict, "dispute.consent_first",
		"您还没有同意调解，不同意的可以直接选择不同意", "You have not consented: refuse instead")
	ErrStopInstead = models.NewError(models.CodeConflict, "dispute.stop_instead",
		"您已经同意调解，可以选择不再调解", "You have consented: stop instead")
	ErrTold = models.NewError(models.CodeConflict, "dispute.told", "已经记录过告知这位当事人",
		"That party has been told already")
	ErrSentByOrgan = models.NewError(models.CodeConflict, "dispute.sent_by_organ",
		"这件纠纷是有关部门移送来的，不能以已经受理为由拒绝", "What an organ sends itself is never taken already")
	ErrNotInCase = models.NewError(models.CodeConflict, "dispute.not_in_case", "这位调解员不在本案中",
		"The mediator is not in the case")
)
