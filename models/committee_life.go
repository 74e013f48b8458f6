package models

import (
	"slices"
	"unicode/utf8"
)

// CommitteeTerm is one term of three years of a mediation committee (人民调解法 Art 9). The
// row that the committee itself names as its end is the running one.
type CommitteeTerm struct {
	ID          ID `gorm:"primaryKey"`
	CommitteeID ID
	StartsOn    Day     `pii:"none"`
	EndsOn      Day     `pii:"none"` // the last day still counts
	RecordedBy  *ID     // the administrator who set it up or renewed it
	CreatedAt   Instant `gorm:"autoCreateTime:false"`
}

// CommitteeRenewDays is how many days before the end of its term a committee can be renewed.
const CommitteeRenewDays = 90

// CommitteeReminders are the days before the end of a term on which people are told.
func CommitteeReminders() []int { return []int{60, 30} }

// FirstTerm is the term of a committee that is set up on a day.
func FirstTerm(committee ID, today Day, by ID) CommitteeTerm {
	return CommitteeTerm{CommitteeID: committee, StartsOn: today, EndsOn: TermOfOffice(today, CommitteeTermYears),
		RecordedBy: &by}
}

// NextTerm is the term after the running one: from the day after its end, or from today
// when that is past. Earlier than CommitteeRenewDays before the end is ErrCommitteeEarly.
func (c MediationCommittee) NextTerm(today Day, by ID) (CommitteeTerm, error) {
	if today < c.TermEndsOn.AddDays(-CommitteeRenewDays) {
		return CommitteeTerm{}, ErrCommitteeEarly
	}
	if c.TermOver(today) {
		return FirstTerm(c.ID, today, by), nil
	}
	return CommitteeTerm{CommitteeID: c.ID, StartsOn: c.TermEndsOn.AddDays(1),
		EndsOn: TermOfOffice(c.TermEndsOn, CommitteeTermYears), RecordedBy: &by}, nil
}

// FilingReason is a change of a committee that the county's justice bureau is told of.
type FilingReason string

// The changes (宁波市 2015 Art 13: thirty working days after the setting up and after each change).
const (
	FilingFormation FilingReason = "formation"
	FilingSeats     FilingReason = "seats"
	FilingRenewal   FilingReason = "renewal"
)

var filingReasonWords = Words[FilingReason]{
	{FilingFormation, "设立", "Setting up"},
	{FilingSeats, "人员变动", "Change of its people"},
	{FilingRenewal, "换届", "Renewal"},
}

// Text gives the plain words of a reason.
func (r FilingReason) Text() (zh, en string) { return filingReasonWords.Of(r) }

// All gives every value in order.
func (FilingReason) All() []FilingReason { return filingReasonWords.All() }

// FilingWorkingDays is within how many working days a change is filed.
const FilingWorkingDays = 30

// CommitteeFiling (备案) is a change that was or is to be filed. Changes of the same reason
// before the filing share one row, due by the first of them.
type CommitteeFiling struct {
	ID          ID `gorm:"primaryKey"`
	CommitteeID ID
	Reason      FilingReason `pii:"none"`
	ChangedOn   Day          `pii:"none"`
	DueOn       Day          `pii:"none"`
	OpenKey     *string      `pii:"none,technical"` // one open row of a reason per committee; nil when filed
	FiledOn     *Day         `pii:"none"`
	FiledWith   string       `pii:"none"` // the office
	Number      string       `pii:"none"` // of the receipt; may be empty
	Note        string       `pii:"words"`
	RecordedBy  *ID
	CreatedAt   Instant `gorm:"autoCreateTime:false"`
}

// NewFiling is what a committee owes for a change on a day, by the calendar of that day.
func NewFiling(c Calendar, committee ID, r FilingReason, on Day) CommitteeFiling {
	key := committee.String() + ":" + string(r)
	return CommitteeFiling{CommitteeID: committee, Reason: r, ChangedOn: on,
		DueOn: c.TermOfWorkingDays(on, FilingWorkingDays), OpenKey: &key}
}

// Overdue reports whether the last day has passed without a filing.
func (f CommitteeFiling) Overdue(today Day) bool { return f.FiledOn == nil && f.DueOn < today }

// Lengths of what is recorded of a filing, in characters.
const (
	FilingOfficeMax = 60
	FilingNumberMax = 60
)

// File puts the filing on record: the office and the day, which is neither before the
// change nor in the future. A filing that is on record is ErrCommitteeFiled.
func (f *CommitteeFiling) File(on Day, with, number, note string, today Day) error {
	if f.FiledOn != nil {
		return ErrCommitteeFiled
	}
	var bad []FieldError
	if on < f.ChangedOn || on > today {
		bad = append(bad, BodyField("/filed_on", "range", "请填写变动以后、今天以前（含今天）的日期",
			"A day from the change on, and not in the future"))
	}
	for _, x := range []struct {
		pointer, text string
		least, most   int
	}{{"/filed_with", with, 2, FilingOfficeMax}, {"/number", number, 0, FilingNumberMax},
		{"/note", note, 0, ReasonMax}} {
		if n := utf8.RuneCountInString(x.text); n < x.least || n > x.most {
			bad = append(bad, BodyField(x.pointer, "length", "字数不符合要求", "Too short or too long"))
		}
	}
	if len(bad) > 0 {
		return ErrInvalid.With(bad...)
	}
	f.FiledOn, f.FiledWith, f.Number, f.Note, f.OpenKey = &on, with, number, note, nil
	return nil
}

// Lacks lists what a committee lacks: of its composition, and of an organization's the
// filing of its formation (人民调解法 Art 34).
func (c MediationCommittee) Lacks(is Composition, filed bool) []CommitteeLack {
	out := is.Missing()
	if c.OrganizationID != nil && !filed {
		out = append(out, LackNotFiled)
	}
	return out
}

// OwesFiling reports whether the composition is whole, so that the setting up can be filed.
func OwesFiling(lacks []CommitteeLack) bool {
	return !slices.ContainsFunc(lacks, func(l CommitteeLack) bool { return l != LackNotFiled })
}

// Refusals around the term and the filing of a committee.
var (
	ErrCommitteeEarly = NewError(CodeConflict, "committee.renew_early", "任期届满前90天起才能换届",
		"A committee is renewed from ninety days before the end of its term on")
	ErrCommitteeFiled = NewError(CodeConflict, "committee.filed", "这里没有这项变动，或者已经登记过备案",
		"There is no such change here, or its filing is on record already")
)

// What people are told about the term of a committee.
const (
	NoticeCommitteeEnding  NoticeKind = "committee.ending"  // to its people and the administrators
	NoticeCommitteeRenewed NoticeKind = "committee.renewed" // to its people
)
