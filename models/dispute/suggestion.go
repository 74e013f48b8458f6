package dispute

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"xinjumin/models"
)

// Profile is what a mediator of a committee knows well and speaks, as they or the head
// have said. It tells nothing of when they are there.
type Profile struct {
	CommitteeID models.ID      `gorm:"primaryKey"`
	PersonID    models.ID      `gorm:"primaryKey"`
	Specialties string         `pii:"none"` // categories, with a comma between them
	Languages   string         `pii:"none"` // BCP 47, with a comma between them
	SetBy       models.ID      // themselves, or a head
	UpdatedAt   models.Instant `gorm:"autoUpdateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Profile) TableName() string { return "mediator_profiles" }

// Limits of a profile.
const (
	SpecialtiesMax = 18
	LanguagesMax   = 10
)

// Codes gives the codes of a list that a profile keeps.
func Codes(list string) []string {
	if list == "" {
		return []string{}
	}
	return strings.Split(list, ",")
}

// CategoriesOf gives the categories of a list that a profile keeps.
func CategoriesOf(list string) []Category {
	codes := Codes(list)
	out := make([]Category, len(codes))
	for i, c := range codes {
		out[i] = Category(c)
	}
	return out
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$`)

// ValidLanguage reports whether a text is a language tag (BCP 47), such as wuu or zh-CN.
func ValidLanguage(tag string) bool { return len(tag) <= 35 && languageTag.MatchString(tag) }

// Candidate is a mediator who could take a case, with what speaks for them.
type Candidate struct {
	PersonID  models.ID
	Name      string
	Head      bool
	OpenCases int64
	WishedBy  []PartySide // whose party names them
	Specialty bool        // the category of the case is one of theirs
	Language  string      // spoken in the recording of the case, and by them; empty: none
	Place     bool        // they live where it happened
}

// weight puts what the parties wish before what fits, and what fits before who is free.
func (c Candidate) weight() int {
	w := 8 * len(c.WishedBy)
	for points, holds := range map[int]bool{4: c.Specialty, 2: c.Language != "", 1: c.Place} {
		if holds {
			w += points
		}
	}
	return w
}

// Reasons tells in plain Chinese why a candidate stands where they stand.
func (c Candidate) Reasons() []string {
	out := []string{}
	for _, side := range c.WishedBy {
		zh, _ := side.Text()
		out = append(out, zh+"希望由这位调解员调解")
	}
	if c.Specialty {
		out = append(out, "擅长这一类纠纷")
	}
	if c.Language != "" {
		out = append(out, "会说当事人说的话")
	}
	if c.Place {
		out = append(out, "住在事情发生的村（社区）")
	}
	if c.OpenCases == 0 {
		return append(out, "手上没有在办的纠纷")
	}
	return append(out, fmt.Sprintf("手上有%d件在办的纠纷", c.OpenCases))
}

// Rank puts candidates in the order in which a head should look at them; the last word
// is the head's. Equal ones stay as they stand.
func Rank(all []Candidate) {
	slices.SortStableFunc(all, func(a, b Candidate) int {
		if w := b.weight() - a.weight(); w != 0 {
			return w
		}
		return int(a.OpenCases - b.OpenCases)
	})
}

// TakeDays is within how many working days from the assignment the lead takes a case,
// which goes back to the queue after that; our own rule, no law names a number.
const TakeDays = 2

// TakeUntil is when a case that was assigned at an instant goes back to the queue.
func TakeUntil(c models.Calendar, assigned models.Instant) models.Instant {
	return c.TermOfWorkingDays(models.DayOf(assigned), TakeDays).AddDays(1).Start()
}

// Notices about who mediates.
const (
	NoticeNotTaken  models.NoticeKind = "dispute.not_taken"  // to the heads
	NoticeTakenBack models.NoticeKind = "dispute.taken_back" // to the mediator who has not taken it
)
