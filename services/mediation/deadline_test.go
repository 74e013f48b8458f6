package mediation_test

import (
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// term reads one term of a case: its last day now and at first, and whether it is open
// or was met.
func (c *committeeFixture) term(id models.ID, kind dispute.DeadlineKind) (due, first string, open, met int) {
	c.Helper()
	db := c.DB()
	defer db.Close()
	err := db.QueryRow(`SELECT due_on, first_due_on, CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END,
		CASE WHEN met_at IS NULL THEN 0 ELSE 1 END FROM dispute_deadlines WHERE dispute_id = ? AND kind = ?`, id[:],
		string(kind)).Scan(&due, &first, &open, &met)
	if err != nil {
		c.Fatalf("%s: %v", kind, err)
	}
	return due, first, open, met
}

// day moves the clock to an hour after midnight of a day and runs what is due.
func (c *committeeFixture) day(d models.Day) {
	c.Helper()
	c.Clock.Set(d.Start().Add(time.Hour))
	c.RunJobs()
}

// A labour case has two terms from its receipt. Those who must act are reminded, then
// told, and then the committee above is, by the number alone; at the fifteenth day the parties are told
// and nothing is closed.
func TestDeadlines_ofALabourCase(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		above := env.Verified("above")
		c.create("城南街道人民调解委员会", town, above, env.Verified("third"), env.Verified("fourth"))
		id := c.file() // on Monday 23 November
		for kind, want := range map[dispute.DeadlineKind]string{
			dispute.DeadlineAcceptance: "2026-11-26", dispute.DeadlineLabour: "2026-12-08"} {
			if due, first, open, met := c.term(id, kind); due != want || first != want || open != 1 || met != 0 {
				t.Errorf("%s: %s, at first %s, open %d, met %d", kind, due, first, open, met)
			}
		}
		if v := c.read(c.applicant, id); *v.DueOn != "2026-11-26" || v.Due.DueOn != "2026-12-08" {
			t.Errorf("the applicant reads %v and %+v", *v.DueOn, v.Due)
		}
		told := func(at string, kind models.NoticeKind, who *apptest.Client, want int) {
			t.Helper()
			if got := c.notices(kind, who); got != want {
				t.Errorf("%s: %s is told %s %d times, want %d", at, who.Name, kind, got, want)
			}
		}
		c.day("2026-11-23")
		told("two days before", dispute.NoticeDeadlineNear, c.head, 0)
		c.day("2026-11-24")
		told("one day and the last one left", dispute.NoticeDeadlineNear, c.head, 1)
		c.day("2026-11-26")
		told("on the last day", dispute.NoticeDeadlineOver, c.head, 0)
		c.day("2026-11-27")
		told("over", dispute.NoticeDeadlineOver, c.head, 1)
		c.day("2026-11-30")
		told("two working days later", dispute.NoticeDeadlineEscalated, above, 0)
		c.day("2026-12-01")
		told("three working days later", dispute.NoticeDeadlineEscalated, above, 1)
		told("three working days later", dispute.NoticeDeadlineOver, c.applicant, 0)
		above = env.SignIn("above")
		above.Get("/notifications").Want(200).Contains("调330602-2026-000001").Lacks("canary")
		above.Get(at(id, "")).Reason(404, "request.not_found")

		c.later(0)
		c.head.Post(at(id, "accept"), nil).Want(200)
		if _, _, open, met := c.term(id, dispute.DeadlineAcceptance); open != 0 || met != 1 {
			t.Errorf("after the acceptance: open %d, met %d", open, met)
		}
		if v := c.read(c.head, id); *v.DueOn != "2026-12-08" || v.Due.StartsOn != "2026-11-24" {
			t.Errorf("the head reads %v and %+v", *v.DueOn, v.Due)
		}
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(200)
		c.first.Post(at(id, "take"), scene.NoTie).Want(200)
		c.agree(id)
		c.day("2026-12-06")
		told("before the fifteenth day", dispute.NoticeDeadlineNear, c.first, 1)
		c.day("2026-12-09")
		told("after the fifteenth day", dispute.NoticeLabourOver, c.applicant, 1)
		told("after the fifteenth day", dispute.NoticeDeadlineOver, c.head, 2)
		c.applicant = c.SignIn("applicant")
		if v := c.read(c.applicant, id); v.State != "assigned" {
			t.Errorf("it is %s", v.State)
		}
	})
}

// What ends a case, or meets a term, ends what would be told about it.
func TestDeadlines_endWithTheCase(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		for state, met := range map[dispute.State]int{dispute.Withdrawn: 0, dispute.NotAccepted: 1} {
			id := c.to(state)
			if _, _, open, was := c.term(id, dispute.DeadlineAcceptance); open != 0 || was != met {
				t.Errorf("%s: open %d, met %d", state, open, was)
			}
			if _, _, open, was := c.term(id, dispute.DeadlineLabour); open != 0 || was != 0 {
				t.Errorf("%s: the fifteen days are open %d, met %d", state, open, was)
			}
			if v := c.read(c.applicant, id); v.DueOn != nil {
				t.Errorf("%s: is due on %s", state, *v.DueOn)
			}
			if n := c.Count(`SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND subject_id IN
				(SELECT id FROM dispute_deadlines WHERE dispute_id = ?)`, id); n != 0 {
				t.Errorf("%s: %d jobs are left", state, n)
			}
		}
		c.day("2026-12-20")
		if n := c.Count("SELECT COUNT(*) FROM notices WHERE kind LIKE 'dispute.%over'"); n != 0 {
			t.Errorf("%d notices of terms that had ended", n)
		}
	})
}
