package models

import (
	"errors"
	"testing"
)

// published is a year as an arrangement might come late: the festival lies
// elsewhere than the built-in year has it, and one Sunday is worked.
var published = YearDays{Year: 2027, Days: []SpecialDay{
	{"2027-02-04", false, "春节"}, {"2027-02-05", false, "春节"}, {"2027-02-08", false, "春节"},
	{"2027-02-09", false, "春节"}, {"2027-02-10", false, "春节"}, {"2027-02-11", false, "春节"},
	{"2027-02-14", true, "春节调休"},
}}

func TestCalendar_yearInForce(t *testing.T) {
	late := NewCalendar(published)
	for name, c := range map[string]struct {
		term func(Calendar) Day
		want Day // built in
		late Day // with the year in force
	}{
		"15 days into the festival": {func(c Calendar) Day { return c.TermOfDays("2027-01-26", 15) },
			"2027-02-11", "2027-02-12"},
		"a month into the festival": {func(c Calendar) Day { return c.TermOfMonths("2027-01-05", 1) },
			"2027-02-11", "2027-02-12"},
		"onto a Sunday that is worked": {func(c Calendar) Day { return c.TermOfDays("2027-01-30", 15) },
			"2027-02-15", "2027-02-14"},
		"three working days over the festival": {func(c Calendar) Day { return c.TermOfWorkingDays("2027-02-03", 3) },
			"2027-02-12", "2027-02-15"},
		"another year stays": {func(c Calendar) Day { return c.TermOfDays("2026-02-01", 15) },
			"2026-02-24", "2026-02-24"},
		"a holiday that the year in force does not have": {func(c Calendar) Day {
			return c.NextWorkingDay("2027-04-05")
		}, "2027-04-06", "2027-04-05"},
		"two working days before": {func(c Calendar) Day { return c.WorkingDaysBefore("2027-02-12", 2) },
			"2027-02-04", "2027-02-02"},
	} {
		if got := c.term(Calendar{}); got != c.want {
			t.Errorf("%s: built in %s, want %s", name, got, c.want)
		}
		if got := c.term(late); got != c.late {
			t.Errorf("%s: in force %s, want %s", name, got, c.late)
		}
	}
	if days, inForce := late.In(2027); !inForce || len(days.Days) != len(published.Days) {
		t.Errorf("2027: %v, %v", days, inForce)
	}
}

// What somebody gives for a year is refused by its field.
func TestCheckYearDays(t *testing.T) {
	for name, c := range map[string]struct {
		day         SpecialDay
		field, code string
	}{
		"of another year":        {SpecialDay{"2028-01-03", false, "元旦"}, "/days/1/day", "year"},
		"no day at all":          {SpecialDay{"2027-02-30", false, "春节"}, "/days/1/day", "year"},
		"twice":                  {SpecialDay{"2027-01-01", false, "元旦"}, "/days/1/day", "twice"},
		"a weekday is worked":    {SpecialDay{"2027-02-03", true, "调休"}, "/days/1/works", "weekday"},
		"nobody knows why":       {SpecialDay{"2027-02-08", false, ""}, "/days/1/name", "required"},
		"fine":                   {SpecialDay{"2027-02-08", false, "春节"}, "", ""},
		"a Saturday off: no say": {SpecialDay{"2027-02-06", false, "春节"}, "", ""},
	} {
		got, err := CheckYearDays(YearDays{Year: 2027, Days: []SpecialDay{{"2027-01-01", false, "元旦"}, c.day}})
		var refusal *Error
		switch {
		case c.field == "" && (err != nil || got.Days[0].Day != "2027-01-01"):
			t.Errorf("%s: %v, %v", name, got, err)
		case c.field == "" && len(got.Days) != 1 != (c.day.Day == "2027-02-08"):
			t.Errorf("%s: keeps %v", name, got.Days)
		case c.field != "" && (!errors.As(err, &refusal) || len(refusal.Fields) != 1 ||
			refusal.Fields[0].Field != c.field || refusal.Fields[0].Code != c.code):
			t.Errorf("%s: %v", name, err)
		}
	}
}
