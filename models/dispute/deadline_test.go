package dispute

import (
	"errors"
	"testing"
	"time"

	"xinjumin/models"
)

// The last days by the law's way of counting, over month ends, festivals and days that
// are worked in exchange (调休).
func TestDeadlineDue(t *testing.T) {
	var c models.Calendar
	for _, want := range []struct {
		kind  DeadlineKind
		event models.Day
		due   models.Day
	}{
		{DeadlineAcceptance, "2026-11-23", "2026-11-26"},
		{DeadlineAcceptance, "2026-11-27", "2026-12-02"}, // over a weekend
		{DeadlineAcceptance, "2026-02-13", "2026-02-25"}, // the 14th is worked, the festival is not
		{DeadlineAcceptance, "2026-09-30", "2026-10-10"}, // the 10th is a Saturday that is worked
		{DeadlineMediation, "2026-11-05", "2026-12-07"},  // the 5th is a Saturday
		{DeadlineMediation, "2026-08-31", "2026-09-30"},  // no 31 September
		{DeadlineMediation, "2026-01-31", "2026-02-28"},  // a Saturday that is worked
		{DeadlineMediation, "2026-09-01", "2026-10-08"},  // inside the National Day week
		{DeadlineLabour, "2026-11-02", "2026-11-17"},
		{DeadlineLabour, "2026-02-01", "2026-02-24"}, // inside the Spring Festival
		{DeadlineConfirmation, "2026-11-01", "2026-12-01"},
		{DeadlineArbitration, "2026-11-01", "2027-11-01"},
		{DeadlineArbitration, "2028-02-29", "2029-02-28"},
	} {
		d := NewDeadline(c, models.ID{1}, want.kind, nil, want.event, nil, 0)
		if d.DueOn != want.due || d.FirstDueOn != want.due || d.StartsOn != want.event.AddDays(1) || d.LiveKey == nil {
			t.Errorf("%s from %s: %+v, want %s", want.kind, want.event, d, want.due)
		}
		if end := want.due.AddDays(1).Start(); d.OverAt() != end || d.Term().Missed(end-1) || !d.Term().Missed(end) {
			t.Errorf("%s: the last day does not end at 24:00", want.kind)
		}
	}
	// 23:30 on 1 November in Shanghai is still the 1st there; half an hour later the 2nd.
	late := models.Day("2026-11-02").Start().Add(-30 * time.Minute)
	if models.DayOf(late) != "2026-11-01" || models.DayOf(late.Add(time.Hour)) != "2026-11-02" {
		t.Error("days are those of Shanghai")
	}
}

// Another calendar moves a last day later and never earlier; a day that was said moves
// to the next working day.
func TestDeadlineMoves(t *testing.T) {
	later := models.NewCalendar(models.YearDays{Year: 2026, Days: []models.SpecialDay{
		{Day: "2026-12-07", Name: "x"}, {Day: "2026-12-08", Name: "x"}}})
	earlier := models.NewCalendar(models.YearDays{Year: 2026, Days: []models.SpecialDay{
		{Day: "2026-12-05", Works: true, Name: "x"}}})
	d := NewDeadline(models.Calendar{}, models.ID{1}, DeadlineMediation, nil, "2026-11-05", nil, 0)
	if got := d.Recounted(later); got != "2026-12-09" {
		t.Errorf("later: %s", got)
	}
	if got := d.Recounted(earlier); got != "2026-12-07" {
		t.Errorf("earlier: %s", got)
	}
	if got, err := d.Extended(later, "2026-12-08"); got != "2026-12-09" || err != nil {
		t.Errorf("extended into days off: %s, %v", got, err)
	}
	if _, err := d.Extended(models.Calendar{}, "2026-12-06"); !errors.Is(err, ErrDeadlineNotLater) {
		t.Errorf("an extension to the same day: %v", err)
	}
	since := models.Day("2026-11-10")
	d.PausedOn = &since
	if got := d.Resumed(models.Calendar{}, "2026-11-15"); got != "2026-12-14" || d.Runs() { // the 12th is a Saturday
		t.Errorf("paused for five days: %s, runs %v", got, d.Runs())
	}
	said := models.Day("2026-12-05")
	if p := NewDeadline(models.Calendar{}, models.ID{1}, DeadlinePerformance, &models.ID{2}, "2026-11-05", &said,
		0); p.DueOn != "2026-12-07" || p.Kind.OfCommittee() {
		t.Errorf("a day that was agreed: %+v", p)
	}
}

func TestDeadlineJobs(t *testing.T) {
	var c models.Calendar
	d := NewDeadline(c, models.ID{1}, DeadlineLabour, nil, "2026-02-01", nil, 0) // due on 24 February
	if near := d.NearAt(c); near != models.Day("2026-02-13").Start() {           // before it the 14th and the 13th
		t.Errorf("near: %s", models.DayOf(near))
	}
	if at := d.EscalateAt(c); at != models.Day("2026-02-27").Start() {
		t.Errorf("escalated: %s", models.DayOf(at))
	}
	all := []Deadline{d, NewDeadline(c, models.ID{1}, DeadlineArbitration, nil, "2025-03-01", nil, 0),
		NewDeadline(c, models.ID{1}, DeadlineAcceptance, nil, "2026-02-01", nil, 0)}
	if got := Nearest(all); got == nil || *got != "2026-02-04" {
		t.Errorf("nearest: %v", got)
	}
	if s, ok := Settling(all); !ok || s.Kind != DeadlineLabour {
		t.Errorf("settling: %+v", s)
	}
	if Nearest(all[1:2]) != nil {
		t.Error("a term of a party sets no day of the case")
	}
}
