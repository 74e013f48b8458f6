package models

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// calendar is what the program knows by itself.
var calendar Calendar

func TestTerms(t *testing.T) {
	type term func(Day, int) Day
	cases := []struct {
		name  string
		term  term
		event Day
		n     int
		want  Day
	}{
		{"day one is the day after", calendar.TermOfDays, "2026-11-02", 1, "2026-11-03"},
		{"15 days", calendar.TermOfDays, "2026-11-02", 15, "2026-11-17"},
		{"last day on a Sunday moves to Monday", calendar.TermOfDays, "2026-11-07", 15, "2026-11-23"},
		{"last day on a Saturday moves to Monday", calendar.TermOfDays, "2026-11-06", 15, "2026-11-23"},
		{"inside the Spring Festival", calendar.TermOfDays, "2026-02-01", 15, "2026-02-24"},
		{"on a Saturday that is worked", calendar.TermOfDays, "2026-01-30", 15, "2026-02-14"},
		{"inside the National Day week", calendar.TermOfDays, "2026-09-18", 15, "2026-10-08"},
		{"over the turn of the year", calendar.TermOfDays, "2026-12-17", 15, "2027-01-04"},
		{"30 days", calendar.TermOfDays, "2026-11-23", 30, "2026-12-23"},
		{"month, same number", calendar.TermOfMonths, "2026-11-02", 1, "2026-12-02"},
		{"month from the 31st ends on the 30th", calendar.TermOfMonths, "2026-08-31", 1, "2026-09-30"},
		{"month from 31 January: 28 February is worked", calendar.TermOfMonths, "2026-01-31", 1, "2026-02-28"},
		{"month from 30 January 2027 ends on a Sunday", calendar.TermOfMonths, "2027-01-30", 1, "2027-03-01"},
		{"month from 28 February keeps the number", calendar.TermOfMonths, "2027-02-28", 1, "2027-03-29"},
		{"month into a holiday", calendar.TermOfMonths, "2026-09-02", 1, "2026-10-08"},
		{"month in a leap year", calendar.TermOfMonths, "2028-01-31", 1, "2028-02-29"},
		{"year", calendar.TermOfYears, "2026-11-20", 1, "2027-11-22"},
		{"year from 29 February", calendar.TermOfYears, "2028-02-29", 1, "2029-02-28"},
		{"one working day over a weekend", calendar.TermOfWorkingDays, "2026-11-20", 1, "2026-11-23"},
		{"three working days over New Year", calendar.TermOfWorkingDays, "2025-12-31", 3, "2026-01-06"},
		{"30 working days", calendar.TermOfWorkingDays, "2026-11-02", 30, "2026-12-14"},
		{"office does not move", TermOfOffice, "2026-11-22", 3, "2029-11-22"},
		{"office from 29 February", TermOfOffice, "2028-02-29", 3, "2031-02-28"},
	}
	for _, c := range cases {
		if got := c.term(c.event, c.n); got != c.want {
			t.Errorf("%s: %s + %d = %s, want %s", c.name, c.event, c.n, got, c.want)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	for d, want := range map[Day]bool{
		"2026-01-01": false, "2026-01-02": false, "2026-01-03": false, "2026-01-04": true, // Sunday, worked
		"2026-02-14": true, "2026-02-15": false, "2026-02-23": false, "2026-02-24": true, "2026-02-28": true,
		"2026-05-05": false, "2026-05-06": true, "2026-05-09": true, "2026-09-20": true, "2026-10-10": true,
		"2026-11-22": false, "2026-11-23": true,
		"2027-02-05": false, "2027-02-10": false, "2027-02-11": true, "2027-10-05": false, "2027-10-06": true,
		"2030-10-01": false, "2030-10-04": true, "2030-05-01": false, // a year without an arrangement
		"": false, "2026-02-30": false,
	} {
		if got := calendar.Works(d); got != want {
			t.Errorf("%q works: %v", d, got)
		}
	}
}

// The table may not lie about itself: what is off is a weekday, what is worked
// is a weekend, and every entry is a real day.
func TestHolidayTable(t *testing.T) {
	seen := 0
	for year := 2026; year <= 2040; year++ {
		given, inForce := calendar.In(year)
		kept, err := CheckYearDays(given)
		if err != nil || inForce || !slices.Equal(kept.Days, given.Days) {
			t.Errorf("%d: %v, in force %v, %v stay", year, err, inForce, kept.Days)
		}
		seen += len(given.Days)
	}
	if seen < 60 {
		t.Errorf("only %d entries", seen)
	}
}

func TestTermProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		event := Day("2026-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "day"))
		n := rapid.IntRange(1, 400).Draw(t, "n")
		due := calendar.TermOfDays(event, n)
		if due < event.AddDays(n) || !calendar.Works(due) {
			t.Fatalf("%s + %d days = %s", event, n, due)
		}
		for d := event.AddDays(n); d < due; d = d.AddDays(1) {
			if calendar.Works(d) {
				t.Fatalf("%s + %d days passed over %s", event, n, d)
			}
		}
		if next := calendar.TermOfDays(event.AddDays(1), n); next < due {
			t.Fatalf("a later event is due earlier: %s < %s", next, due)
		}
		months := rapid.IntRange(1, 36).Draw(t, "months")
		m := event.AddMonths(months)
		if m <= event || m[8:] > event[8:] || event.AddMonths(months+1) <= m {
			t.Fatalf("%s + %d months = %s", event, months, m)
		}
		if m[8:] != event[8:] && m.AddDays(1)[8:] != "01" {
			t.Fatalf("%s + %d months = %s is neither the same number nor the last of the month", event, months, m)
		}
		w := calendar.TermOfWorkingDays(event, n)
		worked := 0
		for d := event.AddDays(1); d <= w; d = d.AddDays(1) {
			if calendar.Works(d) {
				worked++
			}
		}
		if worked != n || !calendar.Works(w) {
			t.Fatalf("%s + %d working days = %s with %d days of work", event, n, w, worked)
		}
	})
}
