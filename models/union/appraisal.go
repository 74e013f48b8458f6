package union

import (
	"strconv"
	"time"

	"xinjumin/models"
	"xinjumin/models/poll"
)

// Appraisal (会员评家) is the yearly appraisal of a union by its members: of the
// 职工之家 and of its chair. Each is a secret poll, so one member has one answer to
// each, and nobody learns whose it is. A union has one in a year.
type Appraisal struct {
	ID             models.ID `gorm:"primaryKey"`
	OrganizationID models.ID
	Year           int64
	HomePollID     models.ID
	ChairPollID    models.ID
	CreatedBy      models.ID
	CreatedAt      models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Appraisal) TableName() string { return "union_appraisals" }

// AppraisalView is an appraisal with what came out; before the close there
// is no count.
type AppraisalView struct {
	Appraisal
	Home, Chair AppraisalResult
}

// AppraisalResult is one of the two polls. Votes are in the order of
// AppraisalOptions, nil until it is closed.
type AppraisalResult struct {
	Poll  poll.Poll
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
func AppraisalYear(now models.Instant) int64 { return int64(now.Time().In(models.Shanghai).Year()) }

// AppraisalWindow bounds how long members may answer.
const (
	AppraisalShortest = 24 * time.Hour
	AppraisalLongest  = 30 * 24 * time.Hour
)

// AppraisalPolls gives the two questions of an appraisal.
func AppraisalPolls(o models.Organization, year int64, opens, closes models.Instant) (home, chair poll.DraftInput) {
	y := strconv.FormatInt(year, 10)
	home = poll.DraftInput{OrganizationID: o.ID, Title: y + "年会员评家：职工之家", Question: "您对本工会“职工之家”一年来的工作满意吗？",
		Options: AppraisalOptions(), OpensAt: opens, ClosesAt: closes, Mode: poll.Detached, Purpose: poll.Consultation}
	chair = home
	chair.Title, chair.Question = y+"年会员评家：工会主席", "您对工会主席一年来的工作满意吗？"
	return home, chair
}

// MayAppraise refuses to begin an appraisal: the union's own committee does it
// (chair, secretary-general), or the chair of the federation above.
func MayAppraise(o models.Organization, a models.Actor, opens, closes models.Instant) error {
	above := o.ParentID != nil && a.InOrganization(*o.ParentID, models.RoleUnionChair)
	switch window := closes.Sub(opens); {
	case !above && !a.InOrganization(o.ID, models.RoleUnionChair, models.RoleSecretaryGeneral):
		return models.ErrForbidden
	case o.Kind != models.KindUnion:
		return ErrUnionsOnly
	case o.Subtype == models.UnionFederation:
		return models.ErrCapability
	case window < AppraisalShortest || window > AppraisalLongest:
		return models.ErrInvalid.With(models.BodyField("/closes_at", "window", "评议时间应为1至30天",
			"Members have 1 to 30 days"))
	}
	return nil
}

// ErrAppraisalHeld is the second appraisal of a year.
var ErrAppraisalHeld = models.NewError(models.CodeConflict, "union_appraisal.held", "今年已经开展过会员评家",
	"There is an appraisal of this year already")
