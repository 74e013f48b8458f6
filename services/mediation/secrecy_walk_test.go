package mediation_test

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// What one party and the committee keep between them, each by a word that stands nowhere else.
const (
	canaryCaucus = "我最低要八千canarycaucus"
	canaryTitle  = "九月考勤canarytitle"
	canaryInner  = "双方差距不大canaryinner"
)

// secretCase is a case about which everything is written down that the other side, and
// whoever has no part in it, must not read.
type secretCase struct {
	*committeeFixture
	scene.Settled
	boss    *apptest.Client
	needles []string
	ids     []models.ID // of the case and of all that belongs to it
}

func newSecretCase(t *testing.T, env *apptest.Env) *secretCase {
	t.Helper()
	c := &secretCase{committeeFixture: newCommitteeFixture(t, env), boss: env.SignIn("boss"),
		needles: []string{canaryStatement, canaryMine, canaryCaucus, canaryTitle, canaryInner, canaryRisk, canaryMinutes}}
	photo := upload(c.applicant, "evidence", scene.Photo(40, 30))
	c.Settled = scene.Mediated(c.applicant, c.head, c.first, filing(setting("evidence_ids", []models.ID{photo})))
	c.respondent(c.Case, c.boss)
	piece := upload(c.applicant, "evidence", scene.Photo(20, 30))
	c.applicant.Post(at(c.Case, "evidence"), map[string]any{"file_id": piece, "title": canaryTitle}).Want(200)
	c.applicant.Post(at(c.Case, "message"), map[string]any{"text": canaryCaucus}).Want(200)
	c.first.Post(at(c.Case, "message"), map[string]any{"text": canaryInner, "audience": "committee"}).Want(200)
	c.first.Post(at(c.Case, "sessions"), c.meets(-3*time.Hour, setting("kind", "inquiry"))).Want(200)
	asked := c.sessions(c.first, c.Case)[0].ID
	c.first.Post(session(asked, "hold"), c.held(c.Settled, setting("party_ids", []models.ID{c.Applicant}))).Want(200)
	c.first.Put(at(c.Case, "risk"), violent("red")).Want(200)
	inquiry := c.print(c.first, c.Case, dispute.DocumentInquiry)
	c.print(c.first, c.Case, dispute.DocumentRights) // which both sides read
	c.ids = []models.ID{c.Case, c.Applicant, c.Respondent, photo, piece, asked, inquiry.ID, c.committee}
	return c
}

// reads asks everything that can be asked of the case, and gives the answers by what was
// asked. What is not about cases is asked once, with the case where an id is wanted.
func (c *secretCase) reads(who *apptest.Client) map[string]*apptest.Response {
	c.Helper()
	answers := map[string]*apptest.Response{}
	for _, r := range c.Env.Server.API.Routes() {
		if r.Class != "api" || r.Method != http.MethodGet {
			continue
		}
		ids := c.ids[:1]
		if strings.Contains(r.Path, "/dispute") || strings.Contains(r.Path, "/mediation-committees/{id}") ||
			strings.Contains(r.Path, "/files/") {
			ids = c.ids
		}
		for _, id := range ids {
			_, path, _ := strings.Cut(r.Path, "/api/v1")
			for _, name := range []string{"{id}", "{person_id}", "{poll_id}", "{code}"} {
				path = strings.ReplaceAll(path, name, id.String())
			}
			path = strings.NewReplacer("{year}", "2026", "{kind}", "case", "{purpose}", "party_life").Replace(path)
			if !strings.Contains(path, "{") {
				answers[r.ID+" "+path] = who.Get(path)
			}
		}
	}
	number := c.read(c.first, c.Case).Number
	for _, path := range []string{"/disputes?q=" + number, "/disputes?as=committee&sort=due", "/disputes?as=party",
		"/disputes?as=mediator", at(c.Case, "timeline?limit=100"), "/notifications?limit=100"} {
		answers[path] = who.Get(path)
	}
	return answers
}

// A's words, evidence, meetings and the mark of risk reach nobody but the committee and A:
// not the other side, not another mediator, not the committee above, not the administrator
// or the auditor of the region, whatever they read, list, search, count, export or try.
func TestSecrecy_walk(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newSecretCase(t, env)
		auditor, upper := env.SignIn("auditor"), env.Verified("upper")
		env.GrantRegion(auditor, models.RoleAuditor, county)
		c.create("城南街道人民调解委员会", town, upper, env.Verified("u1"), env.Verified("u2"))

		// Whoever works on the case reads all of it by this walk, or the walk could not fail.
		all := strings.Builder{}
		for _, answer := range c.reads(c.first) {
			all.Write(answer.Body)
		}
		for _, needle := range c.needles {
			if !apptest.Holds(all.String(), needle) {
				t.Errorf("the walk does not reach %q", needle)
			}
		}
		for name, who := range map[string]*apptest.Client{"the other side": c.boss, "another mediator": c.second,
			"the head above": upper, "the administrator": c.admin, "the auditor": auditor, "a stranger": env.SignIn("nobody")} {
			answers := c.reads(who)
			maps.Copy(answers, c.tries(who))
			ok := 0
			for asked, answer := range answers {
				if answer.Status == http.StatusOK {
					ok++
				}
				for _, needle := range append(c.needles, "violence\":true", "\"level\":\"red\"") {
					apptest.Lacks(t, fmt.Sprintf("%s asked %s: the answer", name, asked), string(answer.Body), needle)
				}
			}
			if ok < 20 {
				t.Errorf("%s reads %d answers: the walk says little", name, ok)
			}
		}
		papers := c.documents(c.boss, c.Case)
		if len(papers) == 0 {
			t.Error("the other side has no paper to read")
		}
		for _, paper := range papers {
			for _, needle := range c.needles {
				apptest.Lacks(t, "a paper of the other side", c.words(c.boss, paper), needle)
			}
		}
	})
}

// tries are acts of somebody who should not, of which the refusals say nothing either, and
// the copy of one's own data.
func (c *secretCase) tries(who *apptest.Client) map[string]*apptest.Response {
	c.Helper()
	answers := map[string]*apptest.Response{}
	for path, body := range map[string]any{
		at(c.Case, "documents"):                                 map[string]any{"kind": "inquiry"},
		at(c.Case, "evidence"):                                  map[string]any{"file_id": c.ids[3], "replaces_id": c.ids[4]},
		at(c.Case, "propose"):                                   c.Proposal("2026-12-30"),
		at(c.Case, "sessions"):                                  c.meets(time.Hour),
		at(c.Case, "hand-up"):                                   map[string]any{"reason": "x"},
		at(c.Case, "assign"):                                    assign(c.second, false),
		session(c.ids[5], "cancel"):                             map[string]any{"reason": "x"},
		session(c.ids[5], "hold"):                               c.held(c.Settled),
		"/disputes/" + c.Case.String() + "/take":                scene.NoTie,
		"/dispute-evidence/" + c.ids[4].String() + "/share":     nil,
		"/dispute-parties/" + c.Applicant.String() + "/consent": said("refused"),
	} {
		answers["POST "+path] = who.Anew().Post(path, body)
	}
	export := who.Anew().Post("/me/export", nil)
	if export.Status == http.StatusCreated {
		path := "/me/export/" + export.ID().String()
		answers["export"], answers["export page"] = who.Get(path), who.Get(path+"/page")
	}
	return answers
}
