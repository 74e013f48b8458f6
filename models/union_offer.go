package models

import "time"

// UnionOfferPause is how long somebody who declines is not asked again.
const UnionOfferPause = 90 * 24 * time.Hour

// UnionHotline is the workers' hotline with what it is for, as people are told.
const (
	UnionHotline       = "12351"
	UnionHotlineText   = "职工热线12351：咨询政策、反映困难、投诉欠薪和不安全的劳动条件，打电话就有人记录并答复。"
	UnionHotlineTextEN = "Workers' hotline 12351: advice, hardship, unpaid wages, unsafe work. Calls " +
		"are recorded and answered."
)

// UnionOffer (登记时动员加入工会) is what a person is offered who lives on wages and
// is in no union.
type UnionOffer struct {
	State     UnionOfferState
	AskAgain  *Instant // of one that was declined
	Proposals []UnionProposal
}

// UnionOfferState tells why there is an offer, or none.
type UnionOfferState string

// The states.
const (
	OfferOpen     UnionOfferState = "open"
	OfferMember   UnionOfferState = "member"
	OfferUntold   UnionOfferState = "untold" // says nothing about work, or withdrew the consent
	OfferNoWages  UnionOfferState = "no_wages"
	OfferTooYoung UnionOfferState = "too_young"
	OfferDeclined UnionOfferState = "declined"
)

var unionOfferStateWords = Words[UnionOfferState]{
	{OfferOpen, "可以加入工会", "A union is open to you"},
	{OfferMember, "您已是工会会员", "You are a member of a union"},
	{OfferUntold, "填写就业状态并同意用于推荐后，可以看到适合的工会", "Tell your employment, with consent, to see the unions that fit"},
	{OfferNoWages, "工会接收以工资收入为主要生活来源的劳动者", "Unions take people who live mainly on wages"},
	{OfferTooYoung, "年满16周岁方可加入工会", "Unions take members from the age of 16"},
	{OfferDeclined, "您选择了暂不加入", "You chose not to join for now"},
}

// Text gives the plain words of a state.
func (s UnionOfferState) Text() (zh, en string) { return unionOfferStateWords.Of(s) }

// All gives every value in order.
func (UnionOfferState) All() []UnionOfferState { return unionOfferStateWords.All() }

// UnionProposal is a union with why it fits.
type UnionProposal struct {
	OrganizationView
	Why          UnionReason
	TakesMembers bool // a federation does not: it says which union does
}

// UnionReason tells why a union fits.
type UnionReason string

// The reasons, the strongest first.
const (
	UnionByCode  UnionReason = "employer_code"
	UnionByName  UnionReason = "employer_name"
	UnionByPlace UnionReason = "place"
	UnionAbove   UnionReason = "federation"
)

var unionReasonWords = Words[UnionReason]{
	{UnionByCode, "您单位的工会（统一社会信用代码相同）", "The union of your employer, by its credit code"},
	{UnionByName, "您单位的工会（单位名称相同）", "The union of your employer, by its name"},
	{UnionByPlace, "您所在村（社区）或镇街的联合工会", "The joint union of your village or town"},
	{UnionAbove, "当地工会联合会，可以告诉您该找哪个工会", "The local federation can tell which union is yours"},
}

// Text gives the plain words of a reason.
func (r UnionReason) Text() (zh, en string) { return unionReasonWords.Of(r) }

// All gives every value in order.
func (UnionReason) All() []UnionReason { return unionReasonWords.All() }

// OfferOf tells whether somebody is to be offered a union. declined is when they
// last said no.
func OfferOf(f ProfileFacts, member bool, declined *Instant, now Instant) UnionOffer {
	switch {
	case member:
		return UnionOffer{State: OfferMember}
	case f.Employment == "":
		return UnionOffer{State: OfferUntold}
	case !f.Employment.WageWorker():
		return UnionOffer{State: OfferNoWages}
	case f.Age >= 0 && f.Age < WorkAge:
		return UnionOffer{State: OfferTooYoung}
	}
	if declined != nil {
		if again := declined.Add(UnionOfferPause); now < again {
			return UnionOffer{State: OfferDeclined, AskAgain: &again}
		}
	}
	return UnionOffer{State: OfferOpen}
}

// UnionOfferAnswer remembers that a person declined.
type UnionOfferAnswer struct {
	PersonID   ID `gorm:"primaryKey"`
	DeclinedAt Instant
}

// TableName tells the mapper where the row lives.
func (UnionOfferAnswer) TableName() string { return "union_offers" }
