package models

import (
	"time"
	"unicode/utf8"
)

// What is sealed or only shown masked comes out in clear in two ways that need
// two people each: one value of one person's identity, and the list of all
// members of an organization. Both are asked for with a reason, approved by somebody
// else, and can be read once, within a day.

// Disclosure is one such request. Its approval is a row of Approval with the
// same kind and this subject.
type Disclosure struct {
	ID             ID              `gorm:"primaryKey"`
	Number         int64           // printed on what leaves the system
	Kind           ApprovalKind    `pii:"none"`
	What           DisclosedValue  `pii:"none"` // of an identity
	PersonID       *ID             // whose identity
	OrganizationID *ID             // whose members
	RegionCode     RegionCode      `pii:"none"` // over which the request was made: who decides stands here or above
	Reason         string          `pii:"words"`
	Reference      string          `pii:"words"` // number of the case or letter that wants it
	State          DisclosureState `pii:"none"`
	RequestedBy    ID
	DecidedBy      *ID
	DecidedAt      *Instant
	DecisionReason string  `pii:"words"` // of a refusal
	ExpiresAt      Instant // of the request, then of the permission
	ReadAt         *Instant
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	Choices        Choices `gorm:"-"` // of who reads it
}

// DisclosedValue names what of an identity is asked for.
type DisclosedValue string

// The values.
const (
	DiscloseIDNumber DisclosedValue = "id_number"
	DiscloseName     DisclosedValue = "name"
	DisclosePhone    DisclosedValue = "phone"
)

var disclosedValueWords = Words[DisclosedValue]{
	{DiscloseIDNumber, "身份证件号码", "identity number"},
	{DiscloseName, "姓名", "name"},
	{DisclosePhone, "手机号码", "phone number"},
}

// Text gives the plain words of a value.
func (v DisclosedValue) Text() (zh, en string) { return disclosedValueWords.Of(v) }

// All gives every value in order.
func (DisclosedValue) All() []DisclosedValue { return disclosedValueWords.All() }

// DisclosureState tells where a request stands.
type DisclosureState string

// States: requested → approved → read; requested → rejected. Requests and
// permissions that nobody used in time are expired by the clock alone.
const (
	DisclosureRequested DisclosureState = "requested"
	DisclosureApproved  DisclosureState = "approved"
	DisclosureRejected  DisclosureState = "rejected"
	DisclosureRead      DisclosureState = "read"
	DisclosureExpired   DisclosureState = "expired"
)

var disclosureStateWords = Words[DisclosureState]{
	{DisclosureRequested, "待批准", "Waits for approval"},
	{DisclosureApproved, "已批准，待查看", "Approved, not read yet"},
	{DisclosureRejected, "未批准", "Rejected"},
	{DisclosureRead, "已查看", "Read"},
	{DisclosureExpired, "已过期", "Expired"},
}

// Text gives the plain words of a state.
func (s DisclosureState) Text() (zh, en string) { return disclosureStateWords.Or(s, DisclosureExpired) }

// All gives every value in order.
func (DisclosureState) All() []DisclosureState { return disclosureStateWords.All() }

// StateAt gives the state with the clock looked at.
func (d Disclosure) StateAt(now Instant) DisclosureState {
	if (d.State == DisclosureRequested || d.State == DisclosureApproved) && now >= d.ExpiresAt {
		return DisclosureExpired
	}
	return d.State
}

// The acts that need two people besides a new platform administrator; the
// subject is the request.
const (
	ApproveIdentityDisclosure ApprovalKind = "identity_disclosure"
	ApproveMemberExport       ApprovalKind = "member_export"
)

// Bounds of disclosures.
const (
	DisclosureReadLife     = 24 * time.Hour
	DisclosureReferenceMax = 60
)

// CheckReference refuses a reference that is too long; none is allowed.
func CheckReference(reference string) error {
	if utf8.RuneCountInString(reference) > DisclosureReferenceMax {
		return ErrInvalid.With(BodyField("/reference", "length", "文号最多60个字", "At most 60 characters"))
	}
	return nil
}

// Disclosed is a value in clear, on its way to who asked for it. It is stored
// nowhere.
type Disclosed struct {
	Disclosure
	Value string
}

// ContactReveal is that somebody in an organization was shown the phone number of one
// member.
type ContactReveal struct {
	ID             ID `gorm:"primaryKey"`
	ActorID        ID
	PersonID       ID
	OrganizationID ID
	MembershipID   ID
	Day            Day
	Reason         string  `pii:"words"`
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
}

// ContactRevealsADay bounds how many numbers one person is shown on one day: a
// list would be an export.
const ContactRevealsADay = 20

// What people are told about disclosures.
const (
	NoticeDisclosureRequested NoticeKind = "disclosure.requested" // to who can approve
	NoticeDisclosureApproved  NoticeKind = "disclosure.approved"  // to who asked
	NoticeDisclosureRejected  NoticeKind = "disclosure.rejected"  // to who asked
	NoticeDisclosureRead      NoticeKind = "disclosure.read"      // to the person concerned
	NoticeContactRevealed     NoticeKind = "contact.revealed"     // to the person concerned
)

// Refusals around disclosures.
var (
	ErrDisclosureOwn = NewError(CodeForbidden, "disclosure.own", "不能申请查看自己的信息",
		"Nobody asks for a disclosure of the own identity")
	ErrDisclosureNothing = NewError(CodeConflict, "disclosure.nothing", "此人没有登记这项信息",
		"There is nothing of this kind to disclose")
	ErrDisclosureState = NewError(CodeConflict, "disclosure.wrong_state", "这项申请已经处理、已经查看或已过期",
		"The request was decided, was read, or has expired")
	ErrContactNone  = NewError(CodeConflict, "contact.none", "该会员没有绑定手机号码", "The member has bound no phone number")
	ErrContactLimit = NewError(CodeTooMany, "contact.limit", "今天查看联系方式的次数已满，请明天再试",
		"No more numbers can be shown today")
)
