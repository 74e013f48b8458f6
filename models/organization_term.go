package models

import (
	"fmt"
	"unicode/utf8"
)

// Term is one term of the organs of an organization (届): when they were elected and
// until when they serve. The first begins with the approval.
type Term struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	Number         int64  // unique in the organization
	ElectedOn      Day    // of the first: when the organization was approved
	EndsOn         Day    // last day
	Note           string `pii:"none"` // how it was elected
	RecordedBy     *ID
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
}

// TableName says of what they are the terms.
func (Term) TableName() string { return "organization_terms" }

// TermNoteMax bounds what is written about an election, in characters.
const TermNoteMax = 500

// TermReminders are how many days before the end of a term the head and the
// approvers are told.
func TermReminders() [2]int { return [2]int{90, 30} }

// TermExpired reports whether the organs serve longer than they were elected
// for. They go on until others follow; it only shows.
func (o Organization) TermExpired(today Day) bool {
	return (o.State == OrganizationActive || o.State == OrganizationSuspended) && o.TermEndsOn != nil &&
		*o.TermEndsOn < today
}

// NextTerm gives the term after an election on a day. An organization that holds no
// elections has no terms.
func (o Organization) NextTerm(number int64, electedOn Day, note string, now Instant) (Term, error) {
	if err := o.May(MayElect); err != nil {
		return Term{}, err
	}
	if o.EndsOn != nil {
		return Term{}, ErrCapability
	}
	if today := DayOf(now); electedOn > today || o.ApprovedAt != nil && electedOn < DayOf(*o.ApprovedAt) {
		return Term{}, ErrInvalid.With(BodyField("/elected_on", "range", "换届日期应在成立之后、今天以前",
			"The election was after the founding and not later than today"))
	}
	ends := TermOfOffice(electedOn, int(o.TermYears))
	if o.TermEndsOn != nil && ends <= *o.TermEndsOn {
		return Term{}, ErrTermNotLater
	}
	if n := utf8.RuneCountInString(note); n < 1 || n > TermNoteMax {
		return Term{}, ErrInvalid.With(BodyField("/note", "length", "请写明换届的经过，不超过500个字",
			"Say how the election went, in at most 500 characters"))
	}
	return Term{OrganizationID: o.ID, Number: number, ElectedOn: electedOn, EndsOn: ends, Note: note,
		CreatedAt: now}, nil
}

// YearlyReport is the report (年度工作报告) that a registered organization owes of a year:
// by 31 March to the unit in charge, by 31 May to the registration authority
// (社会团体登记管理条例 28). The row is there before the report is.
type YearlyReport struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	Year           int64  // it is about; unique in the organization
	DueOn          Day    // with the unit in charge
	FinalOn        Day    // with the registration authority
	Summary        string `pii:"none"`
	FiledOn        *Day
	FiledBy        *ID
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
}

// TableName says whose reports they are.
func (YearlyReport) TableName() string { return "organization_reports" }

// ReportReminderDays is how long before a report is due the head is told.
const ReportReminderDays = 30

// ReportSummaryMax bounds a report, in characters.
const ReportSummaryMax = 2000

// ReportOf gives the report that an organization owes of a year.
func ReportOf(organization ID, year int64, now Instant) YearlyReport {
	return YearlyReport{OrganizationID: organization, Year: year, CreatedAt: now,
		DueOn: Day(fmt.Sprintf("%04d-03-31", year+1)), FinalOn: Day(fmt.Sprintf("%04d-05-31", year+1))}
}

// FirstReportYear is the first year of which an organization reports: that of its
// registration, in the spring after it (条例 28: 上一年度).
func FirstReportYear(registered Day) int64 {
	return int64(registered.Start().Time().In(Shanghai).Year())
}

// Overdue reports whether the report should have been there.
func (r YearlyReport) Overdue(today Day) bool { return r.FiledOn == nil && r.DueOn < today }

// Refusals around terms and reports.
var (
	ErrTermNotLater = NewError(CodeConflict, "term.not_later", "新一届任期没有晚于本届，请核对换届日期",
		"The new term does not end later than the present one")
	ErrReportFiled = NewError(CodeConflict, "report.filed", "这一年的年度报告已经提交过了",
		"The report of this year has been filed")
	ErrReportNotOwed = NewError(CodeConflict, "report.not_owed", "这一年还不用提交年度报告", "No report of this year is owed")
)

// What people are told about terms and reports.
const (
	NoticeTermEnding   NoticeKind = "term.ending"   // to the heads and the approvers
	NoticeTermRecorded NoticeKind = "term.recorded" // to the heads
	NoticeReportDue    NoticeKind = "report.due"    // to the heads
)
