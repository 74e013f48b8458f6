package models

import (
	"slices"
	"strconv"
	"time"
)

// Calendar says on which days people work. Weekends are a rule, not data; what a
// year has besides stands in its YearDays: those that were put in force, and for
// every other year the built-in ones of holidays.go. The zero value knows the
// built-in years alone.
type Calendar struct {
	years map[string]YearDays
}

// YearDays is what one year has besides its weekends.
type YearDays struct {
	Year int
	Days []SpecialDay // by day, each once
}

// SpecialDay is a weekday without work, or a Saturday or Sunday that is worked.
type SpecialDay struct {
	Day   Day    `json:"day"`
	Works bool   `json:"works"`
	Name  string `json:"name"` // such as 春节
}

// Bounds of the years that a calendar may be given for, and of its words.
const (
	FirstCalendarYear = 2026
	LastCalendarYear  = 2099
	SpecialDaysMax    = 60
	SpecialDayNameMax = 16
)

// NewCalendar gives the calendar in which these years stand in place of the
// built-in ones.
func NewCalendar(years ...YearDays) Calendar {
	c := Calendar{years: map[string]YearDays{}}
	for _, y := range years {
		c.years[strconv.Itoa(y.Year)] = y
	}
	return c
}

// In gives the days of a year, and whether they were put in force rather than built in.
func (c Calendar) In(year int) (days YearDays, inForce bool) {
	key := strconv.Itoa(year)
	if y, ok := c.years[key]; ok {
		return y, true
	}
	return builtIn(key), false
}

// Works reports whether people work on the day.
func (c Calendar) Works(d Day) bool {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return false
	}
	year, ok := c.years[string(d[:4])]
	if !ok {
		year = builtIn(string(d[:4]))
	}
	for _, special := range year.Days {
		if special.Day == d {
			return special.Works
		}
	}
	return !weekend(t)
}

// NextWorkingDay gives the day itself when people work on it, else the first one
// after it.
func (c Calendar) NextWorkingDay(d Day) Day {
	for d != "" && !c.Works(d) {
		d = d.AddDays(1)
	}
	return d
}

// The kinds of term, counted as the Civil Code says: the day of the event does
// not count (Art 201), a month or year ends on the day with the same number or,
// where there is none, on the last of the month (202), and a last day without
// work moves to the next working day (203). n is at least 1.

// TermOfDays counts calendar days.
func (c Calendar) TermOfDays(event Day, n int) Day { return c.NextWorkingDay(event.AddDays(n)) }

// TermOfMonths counts months.
func (c Calendar) TermOfMonths(event Day, n int) Day { return c.NextWorkingDay(event.AddMonths(n)) }

// TermOfYears counts years; who starts on 29 February ends on the 28th.
func (c Calendar) TermOfYears(event Day, n int) Day { return c.TermOfMonths(event, 12*n) }

// TermOfWorkingDays counts only days of work.
func (c Calendar) TermOfWorkingDays(event Day, n int) Day {
	for ; n > 0 && event != ""; n-- {
		event = c.NextWorkingDay(event.AddDays(1))
	}
	return event
}

// WorkingDaysBefore goes back n days of work: on the day that it gives, n of them
// are left with the last one counted.
func (c Calendar) WorkingDaysBefore(d Day, n int) Day {
	for ; n > 0 && d != ""; n-- {
		for d = d.AddDays(-1); !c.Works(d); {
			d = d.AddDays(-1)
		}
	}
	return d
}

// CheckYearDays judges what somebody gives for a year, field by field, and puts the
// days in order: each lies in the year and stands there once, one that is worked is a
// Saturday or Sunday (a weekday is likely a slip), and each has a name. A weekend
// without work says nothing and is left out: arrangements are published as 放假共7天,
// with the weekend in them.
func CheckYearDays(y YearDays) (YearDays, error) {
	var bad []FieldError
	var kept []SpecialDay
	seen := map[Day]bool{}
	for i, special := range y.Days {
		at := "/days/" + strconv.Itoa(i)
		t, err := time.Parse(time.DateOnly, string(special.Day))
		switch {
		case err != nil || t.Year() != y.Year:
			bad = append(bad, BodyField(at+"/day", "year", "这一天不在这一年", "The day is not of the year"))
		case seen[special.Day]:
			bad = append(bad, BodyField(at+"/day", "twice", "这一天写了两次", "The day stands there twice"))
		case special.Works && !weekend(t):
			bad = append(bad, BodyField(at+"/works", "weekday", "这一天不是周六周日，本来就上班",
				"The day is no weekend, and worked without being said"))
		case special.Name == "":
			bad = append(bad, BodyField(at+"/name", "required", "请写明是什么节日或调休", "Say which holiday it is"))
		case special.Works || !weekend(t):
			kept = append(kept, special)
		}
		seen[special.Day] = true
	}
	if len(bad) > 0 {
		return y, ErrInvalid.With(bad...)
	}
	y.Days = kept
	slices.SortFunc(y.Days, func(a, b SpecialDay) int { return cmpDay(a.Day, b.Day) })
	return y, nil
}

// Refusals of working days.
var (
	ErrWorkingDaysSame = NewError(CodeConflict, "working_days.same", "和现在执行的安排一样，不用改",
		"These are the days that are in force")
	ErrWorkingDaysMeanwhile = NewError(CodeConflict, "working_days.meanwhile", "刚才另有人提交了这一年的安排，请重新查看",
		"Somebody else has proposed days for this year meanwhile")
	ErrWorkingDaysNone = NewError(CodeNotFound, "working_days.no_proposal", "这一年没有待批准的安排",
		"No days wait for a second signature for this year")
)

func cmpDay(a, b Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

// builtIn gives the days of a year that nobody has put in force.
func builtIn(year string) YearDays {
	n, _ := strconv.Atoi(year)
	if days, known := arranged[year]; known {
		return YearDays{Year: n, Days: days}
	}
	out := YearDays{Year: n}
	for _, fixed := range fixedDaysOff {
		day := Day(year + "-" + fixed.date)
		if t, err := time.Parse(time.DateOnly, string(day)); err == nil && !weekend(t) {
			out.Days = append(out.Days, SpecialDay{Day: day, Name: fixed.name})
		}
	}
	return out
}
