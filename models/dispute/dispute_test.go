package dispute

import (
	"errors"
	"testing"

	"xinjumin/models"
)

// Every state with every verb: what is not named here must be refused.
func TestDisputeMoves(t *testing.T) {
	want := map[Verb]map[State]State{
		Accept:  {Applied: Accepted},
		Decline: {Applied: NotAccepted},
		Assign:  {Accepted: Assigned, Assigned: Assigned},
		Take:    {Assigned: Assigned},
		Withdraw: {Applied: Withdrawn, ConsentPending: Withdrawn,
			Accepted: Withdrawn, Assigned: Withdrawn, Informed: Withdrawn,
			InSession: Withdrawn, Extended: Withdrawn, Signing: Withdrawn},
	}
	cells := 0
	for _, w := range stateWords {
		for verb, moves := range want {
			cells++
			to, err := Dispute{State: State(string(w.Code))}.After(verb)
			if next, ok := moves[State(string(w.Code))]; ok {
				if err != nil || to != next {
					t.Errorf("%s from %s: %s, %v; want %s", verb, string(w.Code), to, err, next)
				}
			} else if !errors.Is(err, ErrState) {
				t.Errorf("%s from %s: %s, %v; want a refusal", verb, string(w.Code), to, err)
			}
		}
	}
	if cells != 21*5 {
		t.Errorf("%d cells", cells)
	}
	if _, err := (Dispute{State: Applied}).After("delete"); !errors.Is(err, ErrState) {
		t.Error("an unknown verb moved the case")
	}
}

func TestDisputeStanding(t *testing.T) {
	type row struct {
		name                          string
		s                             Standing
		decide, take, withdraw, other error
		committee                     bool
		part                          string
	}
	for _, c := range []row{
		{"applicant", Standing{Side: SideApplicant}, ErrHeadOnly, ErrOwnCase, nil, models.ErrForbidden,
			false, "applicant"},
		{"respondent", Standing{Side: SideRespondent}, ErrHeadOnly, ErrOwnCase,
			ErrApplicantOnly, models.ErrForbidden, false, "respondent"},
		{"head", Standing{Head: true}, nil, ErrNotAssigned, ErrApplicantOnly, models.ErrForbidden, true,
			"head"},
		{"mediator", Standing{Mediator: true}, ErrHeadOnly, nil, ErrApplicantOnly, models.ErrForbidden,
			true, "mediator"},
		{"head who mediates", Standing{Head: true, Mediator: true}, nil, nil, ErrApplicantOnly,
			models.ErrForbidden, true, "head"},
		{"head who is the respondent", Standing{Side: SideRespondent, Head: true}, ErrOwnCase,
			ErrOwnCase, ErrApplicantOnly, models.ErrForbidden, false, "respondent"},
		{"head who is the applicant", Standing{Side: SideApplicant, Head: true, Mediator: true},
			ErrOwnCase, ErrOwnCase, nil, models.ErrForbidden, false, "applicant"},
	} {
		for verb, want := range map[Verb]error{Accept: c.decide, Decline: c.decide,
			Assign: c.decide,
			Take:   c.take, Withdraw: c.withdraw, "delete": c.other} {
			if got := c.s.May(verb); !errors.Is(got, want) {
				t.Errorf("%s, %s: %v, want %v", c.name, verb, got, want)
			}
		}
		if c.s.Committee() != c.committee || c.s.Part() != c.part {
			t.Errorf("%s: committee %v, part %s", c.name, c.s.Committee(), c.s.Part())
		}
	}
	d := Dispute{State: Assigned}
	if got := (Standing{Mediator: true}).Acts(d); len(got) != 1 || got[0] != Take {
		t.Errorf("mediator may %v", got)
	}
	if got := (Standing{Mediator: true, Took: true}).Acts(d); len(got) != 0 {
		t.Errorf("mediator who took it may %v", got)
	}
}

func TestDisputeDue(t *testing.T) {
	applied, accepted := models.Day("2026-11-02").Start(), models.Day("2026-11-05").Start()
	if got := (Dispute{Category: CategoryOther,
		AppliedAt: applied}).Due(accepted); got.DueOn != "2026-12-07" { // the 5th is a Saturday
		t.Errorf("month from acceptance: %+v", got)
	}
	if got := (Dispute{Category: CategoryLabour, AppliedAt: applied}).Due(accepted); got.DueOn != "2026-11-17" {
		t.Errorf("15 days from receipt: %+v", got)
	}
}

// Everything that people read has both languages.
func TestDisputeWords(t *testing.T) {
	for name, list := range map[string][]spoken{
		"category": everySpoken(Category("")), "state": everySpoken(State("")),
		"reason": everySpoken(Reason("")),
		"party":  everySpoken(PartyKind("")), "event": everySpoken(EventKind("")),
	} {
		seen := map[spoken]bool{}
		for _, w := range list {
			if zh, en := w.Text(); zh == "" || en == "" || seen[w] {
				t.Errorf("%s %q: no words, or twice", name, w)
			}
			seen[w] = true
		}
	}
	for _, r := range DeclineReasons() {
		if zh, _ := r.Text(); zh == "" || !ValidDeclineReason(r) {
			t.Errorf("reason %s", r)
		}
	}
	if ValidDeclineReason(ReasonByApplicant) || ValidDeclineReason("") || Category("x").Valid() ||
		PartyKind("").Valid() {
		t.Error("an unknown key is taken")
	}
	for c, n := range map[Category]int{CategoryLabour: 3, CategoryOther: 3, "": 4} {
		if got := LegalRoutes(c); len(got) != n || got[len(got)-1].Kind != "legal_aid" {
			t.Errorf("routes of %q: %v", c, got)
		}
	}
}

func TestCommitteeRoute(t *testing.T) {
	got := models.CommitteeRoute("330602005206")
	if len(got) != 3 || got[0] != "330602005206" || got[1] != "330602005000" || got[2] != "330602000000" {
		t.Errorf("route %v", got)
	}
	if got := models.CommitteeRoute("330600000000"); len(got) != 0 {
		t.Errorf("route of a city %v", got)
	}
	c := models.MediationCommittee{TermEndsOn: "2026-11-22"}
	if c.TermOver("2026-11-22") || !c.TermOver("2026-11-23") {
		t.Error("the last day of a term counts")
	}
	g := models.CommitteeGrant(models.ID{1}, models.RoleMediator, models.ID{2}, models.Day("2026-11-22").Start(),
		"2029-11-22", models.ID{3})
	if last := models.Day("2030-11-23").Start(); !g.Active(last-1) || g.Active(last) || len(*g.LiveKey) > 128 {
		t.Errorf("grant %+v", g)
	}
}

type spoken interface{ Text() (zh, en string) }

// everySpoken gives the values of a code type, whatever the type is.
func everySpoken[T interface {
	spoken
	All() []T
}](code T) []spoken {
	var list []spoken
	for _, one := range code.All() {
		list = append(list, one)
	}
	return list
}
