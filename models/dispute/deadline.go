package dispute

import (
	"encoding/hex"

	"xinjumin/models"
)

// DeadlineKind is what has to be done, or may be done, in a term.
type DeadlineKind string

// The kinds. A labour dispute has DeadlineLabour in place of DeadlineMediation.
const (
	DeadlineAcceptance   DeadlineKind = "acceptance"        // to accept or decline an application
	DeadlineMediation    DeadlineKind = "mediation"         // to settle an accepted case
	DeadlineLabour       DeadlineKind = "labour"            // to settle a labour dispute; when it is over nothing closes
	DeadlineConfirmation DeadlineKind = "confirmation"      // of both parties: to ask the court to confirm
	DeadlinePerformance  DeadlineKind = "performance"       // of one item of an agreement, by the day it names
	DeadlineArbitration  DeadlineKind = "arbitration_limit" // of a party: to claim before the labour arbitration
	DeadlineReply        DeadlineKind = "reply_to_sender"   // to answer who sent the case, by the day they name
)

// Terms of mediation.
const (
	AcceptanceDays   = 3  // working days from the application; our own rule, no law names a number
	MediationMonths  = 1  // from the acceptance
	LabourDays       = 15 // from the receipt of the application
	ConfirmationDays = 30 // from the effect of the agreement
	ArbitrationYears = 1  // from the day on which the person knew, or employment ended for arrears of pay

	NearDays        = 2  // working days before the last one on which people are reminded
	NearArbitration = 30 // days before the limitation on which the applicant is
	EscalateDays    = 3  // working days after the last one until the head of the committee above is told
)

var deadlineWords = models.Words[DeadlineKind]{
	{DeadlineAcceptance, "决定是否受理", "To accept or decline"},
	{DeadlineMediation, "调解期限", "To settle the case"},
	{DeadlineLabour, "劳动争议调解期限", "To settle a labour dispute"},
	{DeadlineConfirmation, "申请司法确认", "To ask the court to confirm"},
	{DeadlinePerformance, "履行协议", "To perform an item of the agreement"},
	{DeadlineArbitration, "申请劳动仲裁的时效", "Limitation of a labour claim"},
	{DeadlineReply, "回复移送单位", "To answer who sent the case"},
}

// Text gives the plain words of a kind.
func (k DeadlineKind) Text() (zh, en string) { return deadlineWords.Of(k) }

// All gives every value in order.
func (DeadlineKind) All() []DeadlineKind { return deadlineWords.All() }

// Basis tells in plain Chinese what a term rests on.
func (k DeadlineKind) Basis() string {
	switch k {
	case DeadlineAcceptance:
		return "收到调解申请后三个工作日内决定是否受理"
	case DeadlineMediation:
		return "《人民调解工作若干规定》第三十三条：一般在受理后一个月内调结"
	case DeadlineLabour:
		return "《劳动争议调解仲裁法》第十四条：自收到调解申请之日起十五日"
	case DeadlineConfirmation:
		return "《人民调解法》第三十三条：自调解协议生效之日起三十日"
	case DeadlineArbitration:
		return "《劳动争议调解仲裁法》第二十七条：一年"
	case DeadlinePerformance:
		return "调解协议约定的履行日期"
	}
	return "移送单位要求回复的日期"
}

// OfCommittee reports whether the committee has to act in the term. The others are
// terms in which parties may act, or have to, and do not set the day of the case.
func (k DeadlineKind) OfCommittee() bool {
	switch k {
	case DeadlineAcceptance, DeadlineMediation, DeadlineLabour, DeadlineReply:
		return true
	}
	return false
}

// Due counts the term from the day of its event; empty for a kind whose day is said
// and not counted.
func (k DeadlineKind) Due(c models.Calendar, event models.Day) models.Day {
	switch k {
	case DeadlineAcceptance:
		return c.TermOfWorkingDays(event, AcceptanceDays)
	case DeadlineMediation:
		return c.TermOfMonths(event, MediationMonths)
	case DeadlineLabour:
		return c.TermOfDays(event, LabourDays)
	case DeadlineConfirmation:
		return c.TermOfDays(event, ConfirmationDays)
	case DeadlineArbitration:
		return c.TermOfYears(event, ArbitrationYears)
	}
	return ""
}

// Deadline is one term of a case: a row. Days end at 24:00 in Shanghai.
type Deadline struct {
	ID         models.ID `gorm:"primaryKey"`
	DisputeID  models.ID
	Kind       DeadlineKind `pii:"none"`
	ItemID     *models.ID   // of an agreement: DeadlinePerformance
	EventOn    models.Day   // the day of the event; the term starts the day after
	StartsOn   models.Day
	SaidOn     *models.Day // the last day as it was agreed or named, where it is not counted
	DueOn      models.Day  // the last day as it stands now
	FirstDueOn models.Day  // as it stood at first
	PausedOn   *models.Day // since when it does not run
	MetAt      *models.Instant
	EndedAt    *models.Instant // met, or without an object; a term that is over goes on being open
	LiveKey    *string         `pii:"none,technical"` // of the case, kind and item, while it is open
	Version    int64
	CreatedAt  models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt  models.Instant `gorm:"autoUpdateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Deadline) TableName() string { return "dispute_deadlines" }

// DeadlineMove is one change of the last day of a term: the old day is kept.
type DeadlineMove struct {
	ID         models.ID `gorm:"primaryKey"`
	DeadlineID models.ID
	FromOn     models.Day
	ToOn       models.Day
	Why        MoveReason     `pii:"none"`
	CreatedAt  models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (DeadlineMove) TableName() string { return "dispute_deadline_moves" }

// MoveReason tells why the last day of a term has moved.
type MoveReason string

// The reasons.
const (
	MovedByCalendar  MoveReason = "calendar"  // other days without work were put in force
	MovedByExtension MoveReason = "extension" // those whom it concerns have agreed
	MovedByPause     MoveReason = "pause"     // it did not run for some days
)

var moveReasonWords = models.Words[MoveReason]{
	{MovedByCalendar, "放假安排有变动", "Other days without work"},
	{MovedByExtension, "各方同意延长", "Extended by agreement"},
	{MovedByPause, "期限中止过", "It did not run for some days"},
}

// Text gives the plain words of a reason.
func (r MoveReason) Text() (zh, en string) { return moveReasonWords.Of(r) }

// All gives every value in order.
func (MoveReason) All() []MoveReason { return moveReasonWords.All() }

// DeadlineKey is unique while a term of this kind, and item, is open.
func DeadlineKey(dispute models.ID, kind DeadlineKind, item *models.ID) string {
	key := hex.EncodeToString(dispute[:]) + ":" + string(kind)
	if item != nil {
		key += ":" + hex.EncodeToString(item[:])
	}
	return key
}

// NewDeadline starts a term. said is the day that was agreed or named, nil where the
// term is counted. The id is set by the caller.
func NewDeadline(c models.Calendar, dispute models.ID, kind DeadlineKind, item *models.ID, event models.Day,
	said *models.Day, now models.Instant) Deadline {
	key := DeadlineKey(dispute, kind, item)
	d := Deadline{DisputeID: dispute, Kind: kind, ItemID: item, EventOn: event, StartsOn: event.AddDays(1),
		SaidOn: said, LiveKey: &key, Version: 1, CreatedAt: now, UpdatedAt: now}
	d.DueOn = d.counted(c)
	d.FirstDueOn = d.DueOn
	return d
}

// counted gives the last day by a calendar, whatever it was before.
func (d Deadline) counted(c models.Calendar) models.Day {
	if d.SaidOn != nil {
		return c.NextWorkingDay(*d.SaidOn)
	}
	return d.Kind.Due(c, d.EventOn)
}

// Recounted gives the last day by another calendar: later or the same, never earlier,
// so that nobody loses a day that they were told they had.
func (d Deadline) Recounted(c models.Calendar) models.Day {
	return max(d.DueOn, d.counted(c), c.NextWorkingDay(d.DueOn))
}

// Extended gives the last day when it is moved to a day that was agreed, which must be
// later than it is now (ErrDeadlineNotLater).
func (d Deadline) Extended(c models.Calendar, to models.Day) (models.Day, error) {
	if to = c.NextWorkingDay(to); to <= d.DueOn {
		return d.DueOn, ErrDeadlineNotLater
	}
	return to, nil
}

// Resumed gives the last day of a term that did not run from PausedOn until today.
func (d Deadline) Resumed(c models.Calendar, today models.Day) models.Day {
	if d.PausedOn == nil {
		return d.DueOn
	}
	return c.NextWorkingDay(d.DueOn.AddDays(d.PausedOn.DaysTo(today)))
}

// Term gives what a reader needs to know of the term.
func (d Deadline) Term() models.Deadline {
	return models.Deadline{Basis: d.Kind.Basis(), EventOn: d.EventOn, StartsOn: d.StartsOn, DueOn: d.DueOn}
}

// NearAt is when people are reminded of the term.
func (d Deadline) NearAt(c models.Calendar) models.Instant {
	if d.Kind == DeadlineArbitration {
		return d.DueOn.AddDays(-NearArbitration).Start()
	}
	return c.WorkingDaysBefore(d.DueOn, NearDays).Start()
}

// OverAt is the end of the last day.
func (d Deadline) OverAt() models.Instant { return d.DueOn.AddDays(1).Start() }

// EscalateAt is when the head of the committee above is told.
func (d Deadline) EscalateAt(c models.Calendar) models.Instant {
	return c.TermOfWorkingDays(d.DueOn, EscalateDays).Start()
}

// Runs reports whether the term is open and not paused.
func (d Deadline) Runs() bool { return d.EndedAt == nil && d.PausedOn == nil }

// Nearest gives the nearest last day of the terms in which the committee has to act;
// nil without one.
func Nearest(all []Deadline) *models.Day {
	var out *models.Day
	for _, d := range all {
		if d.Runs() && d.Kind.OfCommittee() && (out == nil || d.DueOn < *out) {
			day := d.DueOn
			out = &day
		}
	}
	return out
}

// Settling gives the term in which the case is, or was, to be settled: the latest.
func Settling(all []Deadline) (Deadline, bool) {
	var out Deadline
	for _, d := range all {
		if (d.Kind == DeadlineMediation || d.Kind == DeadlineLabour) && d.EventOn >= out.EventOn {
			out = d
		}
	}
	return out, out.Kind != ""
}

// Terms lists the kinds of terms that the person reads of: the committee all, a party
// those in which both sides have something to do together.
func (s Standing) Terms() []DeadlineKind {
	if s.Committee() {
		return DeadlineKind("").All()
	}
	return []DeadlineKind{DeadlineMediation, DeadlineLabour, DeadlineConfirmation}
}

// SettlingKind is the kind of the term in which a case of this category is settled.
func (c Category) SettlingKind() DeadlineKind {
	if c == CategoryLabour {
		return DeadlineLabour
	}
	return DeadlineMediation
}

// ErrDeadlineNotLater refuses an extension that gives nothing.
var ErrDeadlineNotLater = models.NewError(models.CodeConflict, "deadline.not_later", "延长后的日期应晚于现在的最后一天",
	"The new day must be later than the last one")

// What people are told about terms.
const (
	NoticeDeadlineNear      models.NoticeKind = "dispute.deadline_near"  // to the lead and the heads
	NoticeDeadlineOver      models.NoticeKind = "dispute.deadline_over"  // to the heads
	NoticeDeadlineEscalated models.NoticeKind = "dispute.deadline_above" // to the heads of the committee above
	NoticeLabourOver        models.NoticeKind = "dispute.labour_over"    // to the parties, who may go to arbitration
	NoticePartyDeadlineNear models.NoticeKind = "dispute.party_deadline" // to the parties, of a term of theirs
)
