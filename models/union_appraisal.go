package models

import (
	"strconv"
	"time"
)

// UnionAppraisal (会员评家) is the yearly appraisal of a union by its members: of the
// 职工之家 and of its chair. Each is a secret poll, so one member has one answer to
// each, and nobody learns whose it is. A union has one in a year.
type UnionAppraisal struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	Year           int64
	HomePollID     ID
	ChairPollID    ID
	CreatedBy      ID
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
}

// UnionAppraisalView is an appraisal with what came out; before the close there
// is no count.
type UnionAppraisalView struct {
	UnionAppraisal
	Home, Chair AppraisalResult
}

// AppraisalResult is one of the two polls. Votes are in the order of
// AppraisalOptions, nil until it is closed.
type AppraisalResult struct {
	Poll  Poll
	Votes []int64
}

// QuorumMet reports whether two thirds of those on the roll took part, as a
// meeting of the members needs; below it the result is a hint only.
func (r AppraisalResult) QuorumMet() bool {
	return r.Poll.CastCount != nil && *r.Poll.CastCount*3 >= r.Poll.RollCount*2
}

// AppraisalOptions are the answers, the best first.
func AppraisalOptions() []string { return []string{"满意", "基本满意", "不满意"} }

// AppraisalYear is the year to which an appraisal that begins now belongs.
func AppraisalYear(now Instant) int64 { return int64(now.Time().In(Shanghai).Year()) }

// AppraisalWindow bounds how long members may answer.
const (
	AppraisalShortest = 24 * time.Hour
	AppraisalLongest  = 30 * 24 * time.Hour
)

// AppraisalPolls gives the two questions of an appraisal.
func AppraisalPolls(o Organization, year int64, opens, closes Instant) (home, chair PollDraftInput) {
	y := strconv.FormatInt(year, 10)
	home = PollDraftInput{OrganizationID: o.ID, Title: y + "年会员评家：职工之家", Question: "您对本工会“职工之家”一年来的工作满意吗？",
		Options: AppraisalOptions(), OpensAt: opens, ClosesAt: closes, Mode: PollDetached, Purpose: PollConsultation}
	chair = home
	chair.Title, chair.Question = y+"年会员评家：工会主席", "您对工会主席一年来的工作满意吗？"
	return home, chair
}

// MayAppraise refuses to begin an appraisal: the union's own committee does it
// (chair, secretary-general), or the chair of the federation above.
func (o Organization) MayAppraise(a Actor, opens, closes Instant) error {
	above := o.ParentID != nil && a.InOrganization(*o.ParentID, RoleUnionChair)
	switch window := closes.Sub(opens); {
	case !above && !a.InOrganization(o.ID, RoleUnionChair, RoleSecretaryGeneral):
		return ErrForbidden
	case o.Kind != KindUnion:
		return ErrUnionOnly
	case o.Subtype == UnionFederation:
		return ErrCapability
	case window < AppraisalShortest || window > AppraisalLongest:
		return ErrInvalid.With(BodyField("/closes_at", "window", "评议时间应为1至30天", "Members have 1 to 30 days"))
	}
	return nil
}

// ErrAppraisalHeld is the second appraisal of a year.
var ErrAppraisalHeld = NewError(CodeConflict, "union_appraisal.held", "今年已经开展过会员评家",
	"There is an appraisal of this year already")
