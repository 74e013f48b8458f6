package organizations_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// choices is what the page of an organization says to one reader.
type choices struct {
	Acts   []string
	NotYet []struct {
		Act, Reason, Text string
		Fields            []struct{ Field, Text string }
	} `json:"not_yet"`
	Founding       *struct{ Signed, Needed int64 }
	DecisionReason string `json:"decision_reason"`
	PlacesLeft     *int64 `json:"places_left"`
	Mine           struct {
		State   string
		Offices []struct {
			RoleText string `json:"role_text"`
		}
	}
}

func pageOf(c *apptest.Client, at string) (p choices) {
	c.Get(at).Want(http.StatusOK).JSON(&p)
	return p
}

func (p choices) why() string {
	var out []string
	for _, n := range p.NotYet {
		out = append(out, n.Act+" "+n.Reason)
	}
	return strings.Join(out, ", ")
}

// From the first draft to the end: each reader finds what they may do, what is missing
// and how much, why a draft came back, and what they are.
func TestActsOfAnOrganization(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		k := newFounders(t, env)
		expect := func(when string, c *apptest.Client, at, acts, why string) choices {
			t.Helper()
			p := pageOf(c, at)
			if got := strings.Join(p.Acts, " "); got != acts || p.why() != why {
				t.Errorf("%s: %q, not yet %q; want %q, not yet %q", when, got, p.why(), acts, why)
			}
			return p
		}
		at := "/organizations/" + k.one.Post("/organizations", scene.Draft("外山村联谊会", "capacity", 5)).
			Want(http.StatusCreated).ID().String()
		p := expect("an empty draft", k.one, at, "revise delete", "submit organization.charter_incomplete")
		if len(p.NotYet[0].Fields) < 5 || p.NotYet[0].Fields[0].Text == "" {
			t.Errorf("what is missing of the charter: %+v", p.NotYet[0].Fields)
		}
		k.one.Put(at+"/charter", apptest.Charter()).Want(http.StatusOK)
		if p = expect("without founders", k.one, at, "revise delete",
			"submit organization.founders_missing"); *p.Founding !=
			(struct{ Signed, Needed int64 }{1, 3}) {
			t.Errorf("founding: %+v", *p.Founding)
		}
		for _, c := range []*apptest.Client{k.two, k.three} {
			k.one.Post(at+"/founders", map[string]any{"person_id": c.PersonID}).Want(http.StatusCreated)
			c.Post(at+"/founders/sign", nil).Want(http.StatusOK)
		}
		expect("complete", k.one, at, "revise submit delete", "")
		expect("who signed", k.two, at, "", "")
		k.one.Post(at+"/submit", nil).Want(http.StatusOK)
		expect("the administrator", k.town, at, "approve reject", "")
		k.town.Post(at+"/reject", map[string]any{"reason": "请写明会址"}).Want(http.StatusOK)
		if p = expect("sent back", k.one, at, "revise delete", ""); p.DecisionReason != "请写明会址" {
			t.Errorf("why it was sent back: %q", p.DecisionReason)
		}
		k.one.Put(at, map[string]any{"introduction": "会址在文化礼堂"}).Want(http.StatusOK)
		if p = expect("written anew", k.one, at, "revise submit delete", ""); p.DecisionReason != "请写明会址" {
			t.Errorf("while it is written anew: %q", p.DecisionReason)
		}
		k.one.Post(at+"/submit", nil).Want(http.StatusOK)
		k.town.Post(at+"/approve", nil).Want(http.StatusOK)
		p = expect("the head", k.one, at, "amend rename dissolve", "")
		if p.Mine.State != "active" || len(p.Mine.Offices) != 1 || p.Mine.Offices[0].RoleText == "" ||
			p.Founding != nil ||
			p.DecisionReason != "" || *p.PlacesLeft != 2 {
			t.Errorf("the head is told %+v", p)
		}
		if p = expect("a member", k.two, at, "", ""); p.Mine.State != "active" {
			t.Errorf("a member is told %+v", p.Mine)
		}
		if p = expect("a visitor", env.Visitor(), at, "", ""); p.Mine.State != "" {
			t.Errorf("a visitor is told %+v", p.Mine)
		}
		if p = pageOf(k.county, at); !slices.Contains(p.Acts, "suspend") ||
			p.why() != "register organization.too_few_members" {
			t.Errorf("the county: %v, not yet %s", p.Acts, p.why())
		}
	})
}
