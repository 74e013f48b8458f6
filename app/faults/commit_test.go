package faults_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// deed is one request that writes, by somebody who has not made it yet.
type deed struct {
	send func(key string) *apptest.Response
	// count tells how often it has been done.
	count func() int
	// whole tells what of it does not fit together; empty when all does.
	whole func() string
	// again is the refusal of a repeated request that cannot be kept by a key.
	again string
}

// lostCommit has the fixtures of the deeds.
type lostCommit struct {
	*apptest.Env
	org, other, course, poll models.ID
	chair                    *apptest.Client
	home                     *scene.Association
	people                   int
}

func newLostCommit(env *apptest.Env) *lostCommit {
	f := &lostCommit{Env: env}
	admin := env.SignIn("admin")
	env.GrantRegion(admin, models.RoleRegionAdmin, scene.Yuecheng)
	scene.Committee(admin, "外山村人民调解委员会", scene.Waishan, env.Verified("head"), env.Verified("first"),
		env.Verified("second"))
	f.home = scene.NewAssociation(env, 30)
	f.org, f.chair = f.home.Org, f.home.Chair
	f.other = scene.Found(env, env.Verified("founder"), scene.Draft("外山村联谊会"))
	env.GrantOrganization(f.chair, models.RoleOrganizer, f.org)
	f.course = f.chair.Post("/activities", scene.Course(env, f.org, scene.Waishan)).Want(http.StatusCreated).ID()
	f.chair.Post("/activities/"+f.course.String()+"/publish", nil).Want(http.StatusOK)
	path := f.home.OpenPoll()
	var err error
	if f.poll, err = models.ParseID(strings.TrimPrefix(path, "/polls/")); err != nil {
		env.Fatal(err)
	}
	return f
}

// somebody is a person who has done nothing yet.
func (f *lostCommit) somebody() *apptest.Client {
	f.people++
	return f.Verified(fmt.Sprint("person ", f.people))
}

func keyed(c *apptest.Client, path string, body any) func(key string) *apptest.Response {
	return func(key string) *apptest.Response { return c.With("Idempotency-Key", key).Post(path, body) }
}

// rows counts what a condition finds.
func (f *lostCommit) rows(table, where string, args ...any) int {
	return f.Count("SELECT COUNT(*) FROM "+table+" WHERE "+where, args...)
}

func (f *lostCommit) deeds() map[string]func() deed {
	return map[string]func() deed{
		"upload": f.uploads, "dispute": f.files, "join": f.joins, "sign-up": f.signsUp, "ballot": f.votes,
		"roster": f.handsIn,
	}
}

func (f *lostCommit) uploads() deed {
	c := f.somebody()
	photo := scene.Photo(20, 20)
	return deed{
		send: func(key string) *apptest.Response {
			return scene.Upload(c.With("Idempotency-Key", key), "evidence", "a", photo)
		},
		count: func() int { return f.rows("files", "owner_id = ? AND state = 'ready'", c.PersonID) },
		whole: func() string { return f.readable(c) },
	}
}

// readable opens each complete file of a person.
func (f *lostCommit) readable(c *apptest.Client) string {
	rows, err := f.DB().Query("SELECT id FROM files WHERE owner_id = ? AND state = 'ready'", c.PersonID)
	if err != nil {
		return err.Error()
	}
	defer rows.Close()
	for rows.Next() {
		var id models.ID
		if err := rows.Scan(&id); err != nil {
			return err.Error()
		}
		var file struct{ URL string }
		c.Get("/files/" + id.String()).Want(http.StatusOK).JSON(&file)
		if r := c.Get("/" + file.URL); r.Status != http.StatusOK {
			return r.String()
		}
	}
	return ""
}

func (f *lostCommit) files() deed {
	c := f.somebody()
	return deed{
		send:  keyed(c, "/disputes", scene.Filing(scene.Waishan)),
		count: func() int { return f.rows("disputes", "filed_by = ?", c.PersonID) },
		whole: func() string {
			const mine = " IN (SELECT id FROM disputes WHERE filed_by = ?)"
			return differ(f.rows("disputes", "filed_by = ?", c.PersonID),
				f.rows("audit_events", "action = 'dispute.file' AND outcome = 'done' AND object_id"+mine, c.PersonID),
				f.rows("dispute_events", "dispute_id"+mine, c.PersonID),
				f.rows("dispute_parties", "side = 'respondent' AND dispute_id"+mine, c.PersonID))
		},
	}
}

func (f *lostCommit) joins() deed {
	c := f.somebody()
	return deed{
		send:  keyed(c, scene.OrganizationPath(f.other, "applications"), map[string]any{"message": "我想加入"}),
		count: func() int { return f.rows("memberships", "person_id = ?", c.PersonID) },
		whole: func() string {
			return differ(f.rows("memberships", "person_id = ?", c.PersonID),
				f.rows("audit_events", "actor_id = ? AND outcome = 'done' AND action LIKE 'membership.%'", c.PersonID))
		},
	}
}

func (f *lostCommit) signsUp() deed {
	c := f.somebody()
	return deed{
		send:  keyed(c, "/activities/"+f.course.String()+"/signups", map[string]any{}),
		count: func() int { return f.rows("signups", "person_id = ?", c.PersonID) },
		whole: func() string {
			return differ(f.rows("signups", "activity_id = ? AND state = 'registered'", f.course),
				f.Count("SELECT seats_taken FROM activities WHERE id = ?", f.course))
		},
	}
}

func (f *lostCommit) votes() deed {
	f.people++
	c := f.home.Members[f.people%len(f.home.Members)]
	return deed{
		send: func(string) *apptest.Response {
			return c.Post("/polls/"+f.poll.String()+"/ballots", scene.Ballot(1))
		},
		count: func() int {
			return f.rows("poll_roll_entries", "voted = 1 AND poll_id = ? AND person_id = ?", f.poll, c.PersonID)
		},
		whole: func() string {
			return differ(f.rows("poll_roll_entries", "voted = 1 AND poll_id = ?", f.poll),
				f.rows("ballots", "poll_id = ?", f.poll))
		},
		again: "ballot.already_cast",
	}
}

func (f *lostCommit) handsIn() deed {
	f.people++
	list := scene.Workbook(f.TB, scene.RosterRows(f.people*10, f.people*10+3))
	before := f.rows("rosters", "organization_id = ?", f.org)
	return deed{
		send: func(key string) *apptest.Response {
			c := f.chair.With("Idempotency-Key", key)
			file := scene.Upload(c, "roster", "名单.xlsx", list)
			if file.Status != http.StatusCreated {
				return file
			}
			return c.Post(scene.OrganizationPath(f.org, "rosters"), map[string]any{"file_id": file.ID()})
		},
		count: func() int { return f.rows("rosters", "organization_id = ?", f.org) - before },
		whole: func() string {
			return differ(f.rows("rosters", "organization_id = ?", f.org),
				f.rows("files", "subject_kind = 'roster' AND state = 'ready' AND attached_at IS NOT NULL"),
				f.rows("jobs", "kind = 'roster.expire'")) + f.readable(f.chair)
		},
	}
}

// differ tells that counts which must be equal are not.
func differ(counts ...int) string {
	for _, n := range counts {
		if n != counts[0] {
			return fmt.Sprint("counts differ: ", counts)
		}
	}
	return ""
}

// The server of the database has committed and the wire breaks before it can say so,
// at each COMMIT of each deed in turn. What was acknowledged stands; what answered an
// error stands or does not, but whole; and the same request again makes it once.
func TestLostCommit_undoesNothing(t *testing.T) {
	apptest.OnMariaDB(t, func(t *testing.T, env *apptest.Env) {
		f := newLostCommit(env)
		for name, begin := range f.deeds() {
			cuts := 0
			for nth := 1; lose(t, f, fmt.Sprintf("%s:COMMIT:%d", name, nth), nth, begin()); nth++ {
				cuts++
			}
			if cuts == 0 {
				t.Errorf("%s: no COMMIT was lost, so this proves nothing", name)
			}
		}
	}, apptest.CutCommits())
}

// lose makes the request with the nth COMMIT lost, and once more with none; false
// when it has fewer.
func lose(t *testing.T, f *lostCommit, what string, nth int, d deed) (cut bool) {
	t.Helper()
	f.Commits.Cut(nth)
	first := d.send(what)
	cut = f.Commits.Leave()
	done := d.count()
	switch {
	case first.Status == http.StatusCreated && done != 1:
		t.Errorf("%s: acknowledged, and there %d times", what, done)
	case first.Status != http.StatusCreated && (!cut || first.Status != http.StatusServiceUnavailable || done > 1):
		t.Errorf("%s: %v, there %d times", what, first, done)
	}
	if fault := d.whole(); fault != "" {
		t.Errorf("%s: %s", what, fault)
	}
	second := d.send(what)
	if second.Status != http.StatusCreated && (d.again == "" || second.Code() != d.again || done == 0) {
		t.Errorf("%s, again: %v", what, second)
	}
	if first.Status == http.StatusCreated && d.again == "" && first.ID() != second.ID() {
		t.Errorf("%s, again: another one: %v", what, second)
	}
	if done := d.count(); done != 1 {
		t.Errorf("%s, again: there %d times", what, done)
	}
	if fault := d.whole(); fault != "" {
		t.Errorf("%s, again: %s", what, fault)
	}
	return cut
}

// A list is checked and imported by work that takes many transactions, each COMMIT of
// which is lost in turn: in the end each person of it is on the list once.
func TestLostCommit_importsOnce(t *testing.T) {
	apptest.OnMariaDB(t, func(t *testing.T, env *apptest.Env) {
		f := newLostCommit(env)
		for nth := 1; ; nth++ {
			f.chair = scene.Again(env, f.chair)
			d := f.handsIn()
			at := "/rosters/" + d.send(fmt.Sprint("list-", nth)).Want(http.StatusCreated).ID().String()
			cut := false
			for _, step := range []struct {
				verb, done string
				body       any
			}{{"check", "checked", nil}, {"import", "imported", map[string]any{"as": "invitation"}}} {
				f.chair.Post(at+"/"+step.verb, step.body).Want(http.StatusOK)
				f.Commits.Cut(nth)
				_, _ = env.Server.Services.RunDueJobs(context.Background()) // its fault is what is made here
				cut = f.Commits.Leave() || cut
				env.Clock.Add(time.Hour) // leases end, what failed is due again
				env.RunJobs()
				f.chair = scene.Again(env, f.chair)
				f.chair.Get(at).Want(http.StatusOK).Contains(`"` + step.done + `"`)
			}
			if n := f.rows("roster_entries", "1 = 1"); n != 3*nth {
				t.Errorf("COMMIT %d: %d people on %d lists of three", nth, n, nth)
			}
			if !cut {
				if nth < 3 {
					t.Error("hardly a COMMIT was lost, so this proves nothing")
				}
				return
			}
		}
	}, apptest.CutCommits())
}
