package models

import "unicode/utf8"

// EndCause tells by whose will an organization ended.
type EndCause string

// The causes.
const (
	EndedByMembers   EndCause = "members"   // its members resolved it
	EndedByAuthority EndCause = "authority" // an administrator ordered it
	EndedByDate      EndCause = "date"      // its last day was over
)

var endCauseWords = Words[EndCause]{
	{EndedByMembers, "会员决定解散", "Resolved by its members"},
	{EndedByAuthority, "管理部门决定解散", "Ordered by the authority"},
	{EndedByDate, "到期自动结束", "Its time was over"},
}

// Text gives the plain words of a cause.
func (c EndCause) Text() (zh, en string) { return endCauseWords.Of(c) }

// All gives every value in order.
func (EndCause) All() []EndCause { return endCauseWords.All() }

// EndReasonExpired is the reason of an organization that ended by its date.
const EndReasonExpired = "到期"

// StoppedByEnd is the reason of what an organization had announced when it ended.
const StoppedByEnd = "组织已解散"

// OrganizationEnd is the end record of an organization: what an archive needs to know of
// it when nobody is left to ask.
type OrganizationEnd struct {
	OrganizationID ID       `gorm:"primaryKey"`
	Cause          EndCause `pii:"none"`
	Reason         string   `pii:"none"`
	Assets         string   `pii:"none"` // what becomes of them
	Archive        string   `pii:"none"` // where its papers are
	MemberCount    int64    // on its last day
	UnitCount      int64
	EndedBy        *ID // nil: its date
	EndedAt        Instant
}

// EndTextMax bounds what is written of assets and papers, in characters.
const EndTextMax = 500

// Check tells what is wrong with an end record; texts are cleaned before.
func (e OrganizationEnd) Check() []FieldError {
	var bad []FieldError
	if n := utf8.RuneCountInString(e.Reason); n < 1 || n > ReasonMax {
		bad = append(bad, BodyField("/reason", "length", "请填写原因，不超过200个字", "Give a reason of at most 200 characters"))
	}
	if n := utf8.RuneCountInString(e.Assets); n < 1 || n > EndTextMax {
		bad = append(bad, BodyField("/assets", "length", "请写明财产怎么处理；没有财产请写“没有财产”，不超过500个字",
			"Say what becomes of the assets, or that there are none, in at most 500 characters"))
	}
	if utf8.RuneCountInString(e.Archive) > EndTextMax {
		bad = append(bad, BodyField("/archive", "length", "档案去向不能超过500个字",
			"Where the papers are: at most 500 characters"))
	}
	return bad
}

// What people are told about the life and the end of an organization.
const (
	NoticeOrganizationSuspended NoticeKind = "organization.suspended" // to the heads
	NoticeOrganizationResumed   NoticeKind = "organization.resumed"   // to the heads
	NoticeOrganizationDissolved NoticeKind = "organization.dissolved" // to everybody in it
	NoticeOrganizationExtended  NoticeKind = "organization.extended"  // to the heads
)
