package mediation_test

import (
	"fmt"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// moves reads how often a term was moved by a calendar, and between which days the last time.
func (c *committeeFixture) moves(id models.ID, kind dispute.DeadlineKind) string {
	c.Helper()
	db := c.DB()
	defer db.Close()
	var n int
	var from, to string
	err := db.QueryRow(`SELECT COUNT(*), COALESCE(MAX(m.from_on), ''), COALESCE(MAX(m.to_on), '')
		FROM dispute_deadline_moves m JOIN dispute_deadlines d ON d.id = m.deadline_id
		WHERE d.dispute_id = ? AND d.kind = ? AND m.why = 'calendar'`, id[:], string(kind)).Scan(&n, &from, &to)
	if err != nil {
		c.Fatalf("%s: %v", kind, err)
	}
	return fmt.Sprint(n, " ", from, " ", to)
}

// An arrangement that comes after terms were counted moves those that are open, later and
// never earlier; the day that they had stays to be read. A proposal moves nothing, and
// what is filed after the signature is counted by it before the long work has run.
func TestDeadlines_areMovedByALateCalendar(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		first, second := env.SignIn("one"), env.SignIn("other")
		env.GrantRegion(first, models.RolePlatformAdmin, models.CountryCode)
		env.GrantRegion(second, models.RolePlatformAdmin, models.CountryCode)
		const year = "/working-days/2026"
		version := 0
		propose := func(days ...string) {
			t.Helper()
			version++
			first.Put(year, scene.DaysOff(days...)).Want(200)
		}
		sign := func() {
			t.Helper()
			second.Post(year+"/approve", map[string]any{"version": version}).Want(200)
		}
		term := func(when string, id models.ID, kind dispute.DeadlineKind, want, was, moves string) {
			t.Helper()
			if due, before, _, _ := c.term(id, kind); due != want || before != was || c.moves(id, kind) != moves {
				t.Errorf("%s the term of %s ends on %s, at first %s, moves %q; want %s, %s, %q", when, kind, due,
					before, c.moves(id, kind), want, was, moves)
			}
		}
		const still = "0  "
		gone, id := c.to(dispute.Withdrawn), c.file() // on Monday 23 November
		more := make([]models.ID, 25)                 // more than one transaction of the long work takes
		for i := range more {
			more[i] = c.file()
		}

		propose("2026-11-25", "2026-12-08")
		c.RunJobs()
		term("proposed,", id, dispute.DeadlineAcceptance, "2026-11-26", "2026-11-26", still)
		sign()
		term("signed,", id, dispute.DeadlineAcceptance, "2026-11-26", "2026-11-26", still)
		late := c.file()
		term("filed after it,", late, dispute.DeadlineAcceptance, "2026-11-27", "2026-11-27", still)
		c.RunJobs()
		for _, one := range append(more, id) {
			term("moved,", one, dispute.DeadlineAcceptance, "2026-11-27", "2026-11-26", "1 2026-11-26 2026-11-27")
			term("moved,", one, dispute.DeadlineLabour, "2026-12-09", "2026-12-08", "1 2026-12-08 2026-12-09")
		}
		term("after it ended,", gone, dispute.DeadlineAcceptance, "2026-11-26", "2026-11-26", still)
		term("counted by it,", late, dispute.DeadlineAcceptance, "2026-11-27", "2026-11-27", still)
		if v := c.read(c.applicant, id); *v.DueOn != "2026-11-27" || v.Due.DueOn != "2026-12-09" {
			t.Errorf("the applicant reads %v and %+v", *v.DueOn, v.Due)
		}

		propose() // every weekday is worked again
		sign()
		c.RunJobs()
		term("not earlier,", id, dispute.DeadlineAcceptance, "2026-11-27", "2026-11-26", "1 2026-11-26 2026-11-27")
		term("not earlier,", id, dispute.DeadlineLabour, "2026-12-09", "2026-12-08", "1 2026-12-08 2026-12-09")

		if n := c.Count("SELECT COUNT(*) FROM jobs WHERE kind = ? AND done_at IS NOT NULL",
			models.JobMoveDeadlines); n != 2 {
			t.Errorf("the long work was done %d times, want 2", n)
		}
		c.day("2026-11-27")
		if n := c.notices(dispute.NoticeDeadlineOver, c.head); n != 0 {
			t.Errorf("on the day to which they moved %d terms are over", n)
		}
		c.day("2026-11-28")
		if n, want := c.notices(dispute.NoticeDeadlineOver, c.head), len(more)+2; n != want {
			t.Errorf("after it %d terms are over, want %d", n, want)
		}
	})
}
