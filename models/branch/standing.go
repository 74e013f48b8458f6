package branch

import "xinjumin/models"

// Standing is one line of how a member came to be what she is in a branch:
// never changed, the newest counts.
type Standing struct {
	ID             models.ID `gorm:"primaryKey"`
	MembershipID   models.ID
	PersonID       models.ID
	OrganizationID models.ID
	Standing       models.MemberStanding `pii:"sensitive"`
	Since          models.Day
	MeetingID      *models.ID // the meeting that resolved it
	RecordedBy     models.ID
	CreatedAt      models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Standing) TableName() string { return "party_standings" }

// ProbationMonths is the least time from probationary to full membership
// (中国共产党章程 7: 预备党员的预备期为一年).
const ProbationMonths = 12

// MayStand refuses a standing that a branch cannot give a member on a day.
// probation is since when the member has been probationary, as far as the branch
// has recorded it.
func MayStand(
	m models.Membership, o models.Organization, to models.MemberStanding, since, today models.Day,
	probation *models.Day,
) error {
	if o.Kind != models.KindPartyBranch {
		return ErrNotPartyBranch
	}
	if err := o.May(models.MayAdmit); err != nil {
		return err
	}
	switch {
	case m.State != models.MembershipActive:
		return models.ErrMembershipNotActive
	case m.Tie != models.TieFormal:
		return ErrTransferNotFormal
	case since > today:
		return models.ErrInvalid.With(models.BodyField("/since", "range", "日期不能晚于今天",
			"The day must not be later than today"))
	case to == models.StandingFull && probation != nil && since < probation.AddMonths(ProbationMonths):
		return ErrProbation
	}
	return nil
}

// Votes reports whether a member of a Party branch may vote in it, elect and be
// elected: full members only, whose formal tie is there. Probationary members do
// not (基层组织选举工作条例 5), nor who takes part with a 流动党员活动证.
func Votes(m models.Membership) bool {
	return m.Tie == models.TieFormal && m.Standing == models.StandingFull
}

// DuesMonths is after how many months without dues a branch looks after a
// member. Nobody is ever struck off by it.
const DuesMonths = 6

// DuesBehind reports whether dues are that much behind on a day; joined counts
// where none were recorded yet. Of a participating member, who may pay at home,
// only what was recorded counts.
func DuesBehind(m models.Membership, today models.Day) bool {
	switch {
	case m.DuesUntil != nil:
		return *m.DuesUntil < today.AddMonths(-DuesMonths)
	case m.Tie == models.TieFormal && m.JoinedAt != nil:
		return models.DayOf(*m.JoinedAt) < today.AddMonths(-DuesMonths)
	}
	return false
}

// Refusals around standings.
var (
	ErrProbation = models.NewError(models.CodeConflict, "party_branch.probation", "预备期为一年，预备期满后才能转正",
		"Probation lasts a year; only then may a member become a full one")
	ErrStandingMeeting = models.NewError(models.CodeConflict, "party_branch.no_such_meeting", "请选择本支部已召开的党员大会",
		"Name a general meeting of this branch that was held")
)

// NoticeStandingChanged tells a member that the branch has recorded the standing.
const NoticeStandingChanged models.NoticeKind = "party_branch.standing"
