package union

import (
	"time"

	"xinjumin/models"
)

// OfferPause is how long somebody who declines is not asked again.
const OfferPause = 90 * 24 * time.Hour

// UnionHotline is the workers' hotline with what it is for, as people are told.
const (
	Hotline       = "12351"
	HotlineText   = "职工热线12351：咨询政策、反映困难、投诉欠薪和不安全的劳动条件，打电话就有人记录并答复。"
	HotlineTextEN = "Workers' hotline 12351: advice, hardship, unpaid wages, unsafe work. Calls " +
		"are recorded and answered."
)

// Offer (登记时动员加入工会) is what a person is offered who lives on wages and
// is in no union.
type Offer struct {
	State     OfferState
	AskAgain  *models.Instant // of one that was declined
	Proposals []Proposal
}

// TableName keeps the name of the table, which says the area, too.
func (Offer) TableName() string { return "union_offers" }

// OfferState tells why there is an offer, or none.
type OfferState string

// The states.
const (
	OfferOpen     OfferState = "open"
	OfferMember   OfferState = "member"
	OfferUntold   OfferState = "untold" // says nothing about work, or withdrew the consent
	OfferNoWages  OfferState = "no_wages"
	OfferTooYoung OfferState = "too_young"
	OfferDeclined OfferState = "declined"
)

var unionOfferStateWords = models.Words[OfferState]{
	{OfferOpen, "可以加入工会", "A union is open to you"},
	{OfferMember, "您已是工会会员", "You are a member of a union"},
	{OfferUntold, "填写就业状态并同意用于推荐后，可以看到适合的工会", "Tell your employment, with consent, to see the unions that fit"},
	{OfferNoWages, "工会接收以工资收入为主要生活来源的劳动者", "Unions take people who live mainly on wages"},
	{OfferTooYoung, "年满16周岁方可加入工会", "Unions take members from the age of 16"},
	{OfferDeclined, "您选择了暂不加入", "You chose not to join for now"},
}

// Text gives the plain words of a state.
func (s OfferState) Text() (zh, en string) { return unionOfferStateWords.Of(s) }

// All gives every value in order.
func (OfferState) All() []OfferState { return unionOfferStateWords.All() }

// Proposal is a union with why it fits.
type Proposal struct {
	models.OrganizationView
	Why          Reason
	TakesMembers bool // a federation does not: it says which union does
}

// Reason tells why a union fits.
type Reason string

// The reasons, the strongest first.
const (
	ByCode  Reason = "employer_code"
	ByName  Reason = "employer_name"
	ByPlace Reason = "place"
	Above   Reason = "federation"
)

var unionReasonWords = models.Words[Reason]{
	{ByCode, "您单位的工会（统一社会信用代码相同）", "The union of your employer, by its credit code"},
	{ByName, "您单位的工会（单位名称相同）", "The union of your employer, by its name"},
	{ByPlace, "您所在村（社区）或镇街的联合工会", "The joint union of your village or town"},
	{Above, "当地工会联合会，可以告诉您该找哪个工会", "The local federation can tell which union is yours"},
}

// Text gives the plain words of a reason.
func (r Reason) Text() (zh, en string) { return unionReasonWords.Of(r) }

// All gives every value in order.
func (Reason) All() []Reason { return unionReasonWords.All() }

// OfferOf tells whether somebody is to be offered a union. declined is when they
// last said no.
func OfferOf(f models.ProfileFacts, member bool, declined *models.Instant, now models.Instant) Offer {
	switch {
	case member:
		return Offer{State: OfferMember}
	case f.Employment == "":
		return Offer{State: OfferUntold}
	case !f.Employment.WageWorker():
		return Offer{State: OfferNoWages}
	case f.Age >= 0 && f.Age < models.WorkAge:
		return Offer{State: OfferTooYoung}
	}
	if declined != nil {
		if again := declined.Add(OfferPause); now < again {
			return Offer{State: OfferDeclined, AskAgain: &again}
		}
	}
	return Offer{State: OfferOpen}
}

// OfferAnswer remembers that a person declined.
type OfferAnswer struct {
	PersonID   models.ID `gorm:"primaryKey"`
	DeclinedAt models.Instant
}

// TableName tells the mapper where the row lives.
func (OfferAnswer) TableName() string { return "union_offers" }
