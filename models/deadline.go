package models

import "time"

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
