package dispute

import (
	"errors"
	"slices"
	"testing"
	"time"

	"xinjumin/models"
)

// When a session may be, and which quarters of an hour it takes.
func TestSessionTimes(t *testing.T) {
	now := models.InstantOf(time.Date(2026, 11, 23, 1, 7, 0, 0, time.UTC))
	nine := models.InstantOf(time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC))
	for name, c := range map[string]struct {
		starts, ends time.Duration
		fields       []string
	}{
		"an hour":                        {0, time.Hour, nil},
		"a quarter":                      {0, 15 * time.Minute, nil},
		"eight hours":                    {0, 8 * time.Hour, nil},
		"longer":                         {0, 8*time.Hour + 15*time.Minute, []string{"/ends_at"}},
		"no time at all":                 {0, 0, []string{"/ends_at"}},
		"backwards":                      {0, -time.Hour, []string{"/ends_at"}},
		"ten past":                       {10 * time.Minute, time.Hour, []string{"/starts_at"}},
		"until ten past":                 {0, 70 * time.Minute, []string{"/ends_at"}},
		"in ninety days":                 {89 * 24 * time.Hour, 89*24*time.Hour + time.Hour, nil},
		"later":                          {90 * 24 * time.Hour, 90*24*time.Hour + time.Hour, []string{"/starts_at"}},
		"six days ago":                   {-7 * 24 * time.Hour, -7*24*time.Hour + time.Hour, nil},
		"more than a week ago":           {-9 * 24 * time.Hour, -9*24*time.Hour + time.Hour, []string{"/starts_at"}},
		"ten past, and backwards by far": {10 * time.Minute, -time.Hour, []string{"/starts_at", "/ends_at"}},
	} {
		var got []string
		for _, f := range CheckSessionTimes(nine.Add(c.starts), nine.Add(c.ends), now) {
			got = append(got, f.Field)
		}
		if !slices.Equal(got, c.fields) {
			t.Errorf("%s: %v, want %v", name, got, c.fields)
		}
	}
	slots := Session{StartsAt: nine, EndsAt: nine.Add(time.Hour)}.Slots()
	if len(slots) != 4 || SlotStart(slots[0]) != nine || SlotStart(slots[3]) != nine.Add(45*time.Minute) {
		t.Errorf("an hour takes %v", slots)
	}
	if a, b := RoomKey(models.ID{1}, "一号"), RoomKey(models.ID{2}, "一号"); a == b || a != RoomKey(models.ID{1}, "一号") {
		t.Error("rooms of two committees are one")
	}
}

// What has to be before both sides meet, and when a session can be put down.
func TestSessionRules(t *testing.T) {
	at := models.Instant(5)
	p := func(side PartySide, c Consent, told bool) Party {
		p := Party{Side: side, Consent: c}
		if told {
			p.InformedAt = &at
		}
		return p
	}
	both := []Party{p(SideApplicant, ConsentGiven, true), p(SideRespondent, ConsentGiven, true)}
	refused := p(SideRespondent, ConsentRefused, false)
	silent := []Party{both[0], p(SideRespondent, ConsentPendingYet, false)}
	untold := []Party{both[0], p(SideRespondent, ConsentGiven, false)}
	term := &Deadline{DueOn: "2026-12-08"}
	for name, c := range map[string]struct {
		kind    SessionKind
		parties []Party
		term    *Deadline
		on      models.Day
		want    *models.Error
	}{
		"all is well":              {SessionMediation, both, term, "2026-12-08", nil},
		"without a term":           {SessionMediation, both, nil, "2027-12-08", nil},
		"after the last day":       {SessionMediation, both, term, "2026-12-09", ErrSessionAfterDue},
		"an inquiry after it":      {SessionInquiry, both, term, "2026-12-09", nil},
		"a side is silent":         {SessionMediation, silent, term, "2026-12-01", ErrSessionConsent},
		"an inquiry before":        {SessionInquiry, silent, term, "2026-12-01", nil},
		"one knows no rights":      {SessionMediation, untold, term, "2026-12-01", ErrSessionNotice},
		"who refused needs to not": {SessionMediation, append(both, refused), term, "2026-12-01", nil},
	} {
		err := c.kind.MayBe(c.parties, c.term, c.on)
		if c.want == nil && err != nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	now := models.Instant(100 * 24 * time.Hour / time.Millisecond)
	for name, c := range map[string]struct {
		s    Session
		want *models.Error
	}{
		"just begun":         {Session{State: SessionPlanned, StartsAt: now}, nil},
		"a week ago":         {Session{State: SessionPlanned, StartsAt: now.Add(-7 * 24 * time.Hour)}, nil},
		"before that":        {Session{State: SessionPlanned, StartsAt: now.Add(-7*24*time.Hour) - 1}, ErrSessionTooLate},
		"not yet":            {Session{State: SessionPlanned, StartsAt: now + 1}, ErrSessionNotYet},
		"put down already":   {Session{State: SessionHeld, StartsAt: now}, ErrSessionNotPlanned},
		"called off already": {Session{State: SessionCancelled, StartsAt: now}, ErrSessionNotPlanned},
	} {
		if err := c.s.Recordable(now); c.want == nil && err != nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for _, state := range State("").All() {
		want := state
		if state == Assigned {
			want = InSession
		}
		d := Dispute{State: state}
		if d.Sat(SessionMediation) != want || d.Sat(SessionInquiry) != state {
			t.Errorf("%s after a mediation: %s, after an inquiry: %s", state, d.Sat(SessionMediation), d.Sat(SessionInquiry))
		}
	}
	if SessionInquiry.Document() != DocumentInquiry || SessionMediation.Document() != DocumentSession {
		t.Error("a session is recorded on another paper")
	}
}

// Both sides, and everybody on them who takes part, extend a term to one day, and by one
// month at most.
func TestExtension(t *testing.T) {
	var c models.Calendar
	d := NewDeadline(c, models.ID{1}, DeadlineMediation, nil, "2026-10-20", nil, 0) // until 20 November
	for until, want := range map[models.Day]struct {
		to  models.Day
		err *models.Error
	}{
		"2026-11-20": {err: ErrDeadlineNotLater}, "2026-11-21": {to: "2026-11-23"}, // a Saturday
		"2026-12-21": {to: "2026-12-21"}, "2026-12-20": {to: "2026-12-21"}, "2026-12-22": {err: ErrDeadlineTooFar},
	} {
		to, err := d.Extensible(c, until)
		if want.err != nil && !errors.Is(err, want.err) || want.err == nil && (err != nil || to != want.to) {
			t.Errorf("until %s: %s, %v", until, to, err)
		}
	}
	later := d
	later.DueOn = "2026-12-10"
	if _, err := later.Extensible(c, "2026-12-25"); !errors.Is(err, ErrDeadlineTooFar) {
		t.Errorf("a second month: %v", err)
	}
	one, two, three := models.ID{1}, models.ID{2}, models.ID{3}
	sides := []Party{{ID: one, Side: SideApplicant, Consent: ConsentGiven}, {ID: two, Side: SideRespondent,
		Consent: ConsentGiven}, {ID: three, Side: SideRespondent, Consent: ConsentRefused}}
	agrees := func(party models.ID, day models.Day) Extension { return Extension{PartyID: party, UntilOn: day} }
	mine, theirs := agrees(one, "2026-12-21"), agrees(two, "2026-12-21")
	for name, c := range map[string]struct {
		agreed []Extension
		want   bool
	}{
		"one side":         {[]Extension{mine}, false},
		"each another day": {[]Extension{mine, agrees(two, "2026-12-10")}, false},
		"both":             {[]Extension{mine, theirs}, true},
	} {
		if ExtendedByAll(sides, c.agreed, "2026-12-21") != c.want {
			t.Error(name)
		}
	}
	sides[2].Consent = ConsentGiven
	if ExtendedByAll(sides, []Extension{mine, theirs}, "2026-12-21") {
		t.Error("one of two respondents was not asked")
	}
}
