package dispute

import (
	"testing"

	"xinjumin/models"
)

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
	for c, n := range map[Category]int{CategoryLabour: 3, "contract": 3, CategoryOther: 6, CategoryFamily: 6, "": 7} {
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
