package branch

import (
	"fmt"

	"xinjumin/models"
)

// MeetingKind is what sort of meeting a Party branch holds (三会一课 and others).
type MeetingKind string

// The kinds.
const (
	MeetingGeneral   MeetingKind = "general_meeting"     // 党员大会
	MeetingCommittee MeetingKind = "committee_meeting"   // 支委会
	MeetingGroup     MeetingKind = "group_meeting"       // 党小组会
	MeetingClass     MeetingKind = "party_class"         // 党课
	MeetingTheme     MeetingKind = "theme_day"           // 主题党日
	MeetingLife      MeetingKind = "organizational_life" // 组织生活会
	MeetingReview    MeetingKind = "democratic_review"   // 民主评议
)

// MeetingKinds lists the kinds in the order in which they are shown.
func MeetingKinds() []MeetingKind {
	return []MeetingKind{MeetingGeneral, MeetingCommittee, MeetingGroup, MeetingClass, MeetingTheme, MeetingLife,
		MeetingReview}
}

var meetingKindWords = models.Words[MeetingKind]{
	{MeetingGeneral, "党员大会", "general meeting"},
	{MeetingCommittee, "支委会", "committee meeting"},
	{MeetingGroup, "党小组会", "group meeting"},
	{MeetingClass, "党课", "Party class"},
	{MeetingTheme, "主题党日", "theme day"},
	{MeetingLife, "组织生活会", "organizational life meeting"},
	{MeetingReview, "民主评议", "democratic review"},
}

// Text gives the plain words of a kind.
func (k MeetingKind) Text() (zh, en string) { return meetingKindWords.Of(k) }

// All gives every value in order.
func (MeetingKind) All() []MeetingKind { return meetingKindWords.All() }

// months is how long the calendar period is in which a kind is held at least
// once (支部工作条例 11–13, 16): the general meeting quarterly, committee, group
// and theme day monthly. Of the class the rules say "regularly" and of leading
// members once a year; that, and no more, is checked.
func (k MeetingKind) months() int {
	switch k {
	case MeetingGeneral:
		return 3
	case MeetingCommittee, MeetingGroup, MeetingTheme:
		return 1
	case MeetingClass, MeetingLife, MeetingReview:
		return 12
	}
	return 0
}

// PeriodText gives how often a kind is held, in plain words.
func (k MeetingKind) PeriodText() (zh, en string) {
	switch k.months() {
	case 3:
		return "每季度", "every quarter"
	case 1:
		return "每月", "every month"
	}
	return "每年", "every year"
}

// period gives the first day of the calendar period of a kind that a day is in.
func (k MeetingKind) period(d models.Day) models.Day {
	year, month := 0, 0
	if _, err := fmt.Sscanf(string(d), "%4d-%2d", &year, &month); err != nil {
		return d
	}
	n := k.months()
	return models.Day(fmt.Sprintf("%04d-%02d-01", year, (month-1)/n*n+1))
}

// MeetingBehind reports whether a branch is behind with a kind on a day: in the
// last calendar period that is over, and since, it was not held. Only periods
// count that the branch has lived through from their first day to the last; last
// is empty where it was never held.
func MeetingBehind(k MeetingKind, last, began, today models.Day) bool {
	if k.months() == 0 {
		return false
	}
	over := k.period(today).AddMonths(-k.months())
	return began <= over && last < over
}

// MeetingExpected reports whether the monitor looks for a kind in a branch:
// committees where there are seven full members, groups where there have been
// group meetings.
func MeetingExpected(k MeetingKind, c Counts, groups bool) bool {
	switch k {
	case MeetingCommittee:
		return c.Full >= models.PartyCommitteeFrom
	case MeetingGroup:
		return groups
	}
	return true
}

// MeetingQuorum says, for a general meeting, whether enough of those with a vote
// are there: more than half must be for a resolution, and as many must say yes
// (支部工作条例 11). For other kinds nothing is asked.
func MeetingQuorum(k MeetingKind, voters, present int64) (need int64, enough bool) {
	if k != MeetingGeneral {
		return 0, true
	}
	need = voters/2 + 1
	return need, present >= need
}
