package models

import (
	"slices"
	"time"
)

// Deadline is a term that has been counted: what it rests on, the day it was
// counted from, and the last day, which ends at 24:00 in Shanghai.
type Deadline struct {
	Basis    string // of the law, in plain Chinese
	EventOn  Day    // the day of the event; the term starts the day after
	StartsOn Day
	DueOn    Day
}

// Missed reports whether the last day is over at now.
func (d Deadline) Missed(now Instant) bool { return now >= d.DueOn.AddDays(1).Start() }

// The kinds of term, counted as the Civil Code says: the day of the event does
// not count (Art 201), a month or year ends on the day with the same number or,
// where there is none, on the last of the month (202), and a last day without
// work moves to the next working day (203). n is at least 1.

// TermOfDays counts calendar days.
func TermOfDays(event Day, n int) Day { return NextWorkingDay(event.AddDays(n)) }

// TermOfMonths counts months.
func TermOfMonths(event Day, n int) Day { return NextWorkingDay(event.AddMonths(n)) }

// TermOfYears counts years; who starts on 29 February ends on the 28th.
func TermOfYears(event Day, n int) Day { return TermOfMonths(event, 12*n) }

// TermOfWorkingDays counts only days of work.
func TermOfWorkingDays(event Day, n int) Day {
	for ; n > 0 && event != ""; n-- {
		event = NextWorkingDay(event.AddDays(1))
	}
	return event
}

// TermOfOffice counts the years somebody serves. It is no time limit for an
// act, so a holiday does not prolong it.
func TermOfOffice(start Day, years int) Day { return start.AddMonths(12 * years) }

// AddMonths moves the day by n calendar months and stays inside the month: a
// month after 31 January is the last of February.
func (d Day) AddMonths(n int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return Day(first.AddDate(0, 0, min(t.Day(), last)-1).Format(time.DateOnly))
}

// WorkingDay reports whether people work on the day.
func WorkingDay(d Day) bool {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return false
	}
	year, date := string(d[:4]), string(d[5:])
	if slices.Contains(daysOn[year], date) {
		return true
	}
	if w := t.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	off, known := daysOff[year]
	if !known {
		off = fixedDaysOff
	}
	return !slices.Contains(off, date)
}

// NextWorkingDay gives the day itself when people work on it, else the first
// one after it.
func NextWorkingDay(d Day) Day {
	for d != "" && !WorkingDay(d) {
		d = d.AddDays(1)
	}
	return d
}

func deadline(basis string, event Day, due Day) Deadline {
	return Deadline{Basis: basis, EventOn: event, StartsOn: event.AddDays(1), DueOn: due}
}

// MediationDue is the month in which a case is normally settled, from its
// acceptance.
func MediationDue(accepted Instant) Deadline {
	event := DayOf(accepted)
	return deadline("《人民调解工作若干规定》第三十三条：一般在受理后一个月内调结", event, TermOfMonths(event, 1))
}

// LabourMediationDue is the term of a labour dispute; it runs from the receipt
// of the application, not from its acceptance. When it is over, a party may go
// to arbitration; nothing is closed by itself.
func LabourMediationDue(applied Instant) Deadline {
	event := DayOf(applied)
	return deadline("《劳动争议调解仲裁法》第十四条：自收到调解申请之日起十五日", event, TermOfDays(event, 15))
}

// JudicialConfirmationDue is the term in which both parties may ask the court
// to confirm an agreement, from its effect.
func JudicialConfirmationDue(effective Instant) Deadline {
	event := DayOf(effective)
	return deadline("《人民调解法》第三十三条：自调解协议生效之日起三十日", event, TermOfDays(event, 30))
}

// LabourArbitrationDue is the limitation of a labour claim, from the day on
// which the person knew, or employment ended for arrears of pay.
func LabourArbitrationDue(known Day) Deadline {
	return deadline("《劳动争议调解仲裁法》第二十七条：一年", known, TermOfYears(known, 1))
}
