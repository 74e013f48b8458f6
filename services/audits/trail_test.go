package audits_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

type trail struct {
	Items []struct {
		ID       models.ID  `json:"id"`
		Action   string     `json:"action"`
		ActorID  *models.ID `json:"actor_id"`
		ObjectID *models.ID `json:"object_id"`
	} `json:"items"`
	Next *string `json:"next_cursor"`
}

// trailOf reads a list to its end, in pages of two, and gives how often each
// action stands in it.
func trailOf(t *testing.T, c *apptest.Client, path string) map[string]int {
	t.Helper()
	found, seen := map[string]int{}, map[models.ID]bool{}
	for cursor := ""; ; {
		var page trail
		c.Get(path + cursor).Want(200).JSON(&page)
		for _, e := range page.Items {
			if seen[e.ID] {
				t.Fatalf("%s twice", e.ID)
			}
			seen[e.ID] = true
			found[e.Action]++
		}
		if page.Next == nil {
			return found
		}
		cursor = "&cursor=" + *page.Next
	}
}

// Everybody sees the trail of their place, of their organization, and of themselves;
// nobody sees who voted or who stands in a mediation.
func TestAuditTrailIsScoped(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 12)
		path := h.OpenPoll("甲案", "乙案")
		voter := h.Members[3]
		for i, c := range h.Members {
			c.Post(path+"/ballots", scene.Ballot(1+i%2)).Want(201)
		}
		h.Exec(`INSERT INTO audit_events (id, at, actor_id, session_id, action, object, object_id, region_code,
			organization_id, outcome, reason, request_id, detail)
			VALUES (?, ?, ?, NULL, 'dispute.file', 'dispute', NULL, '330602005206', NULL, 'done', '', '',
			'{}')`, idBytes(scene.NewID()), int64(env.Clock.Now()), voter.PersonID[:])

		town, elsewhere, platform, auditor := env.SignIn("town"), env.SignIn("elsewhere"), env.SignIn("platform"),
			env.SignIn("auditor")
		env.GrantRegion(town, models.RoleRegionAdmin, "330602005000")
		env.GrantRegion(elsewhere, models.RoleRegionAdmin, "330603000000")
		env.GrantRegion(platform, models.RolePlatformAdmin, models.CountryCode)
		env.GrantRegion(auditor, models.RoleAuditor, "330602000000")

		for name, c := range map[string]*apptest.Client{"town": town, "auditor": auditor, "chair": h.Chair,
			"platform": platform} {
			c.Get("/audit-events?action=poll.open").Want(200).Contains(`"act_text":"` + models.ActionWords("poll.open") + `"`)
			found := trailOf(t, c, "/audit-events?limit=2")
			if found["poll.open"] != 1 || found["ballot.cast"] != 0 || found["dispute.file"] != 0 {
				t.Errorf("%s sees %v", name, found)
			}
			if (name == "platform") != (found["session.start"] > 0) {
				t.Errorf("%s sees who signed in: %v", name, found)
			}
		}
		if found := trailOf(t, elsewhere, "/audit-events?limit=2"); len(found) > 0 {
			t.Errorf("another district shows %v", found)
		}
		voter.Get("/audit-events").Reason(403, "auth.forbidden")
		env.Visitor().Get("/me/audit-events").Reason(401, "auth.required")

		own := trailOf(t, voter, "/me/audit-events?limit=2")
		if own["ballot.cast"] != 1 || own["dispute.file"] != 1 || own["poll.open"] != 0 {
			t.Errorf("one's own: %v", own)
		}
		if found := trailOf(t, town, "/audit-events?limit=2&action=poll.open&object=poll&organization_id="+
			h.Org.String()+"&actor_id="+h.Chair.PersonID.String()); len(found) != 1 || found["poll.open"] != 1 {
			t.Errorf("narrowed: %v", found)
		}
		for _, none := range []string{"action=ballot.cast", "actor_id=" + scene.NewID().String(), "object=dispute",
			"region=330603000000", "object_id=" + scene.NewID().String()} {
			if found := trailOf(t, town, "/audit-events?limit=2&"+none); len(found) > 0 {
				t.Errorf("%s: %v", none, found)
			}
		}
		if found := trailOf(t, platform, "/audit-events?limit=2&region=330602000000"); found["poll.open"] != 0 {
			t.Errorf("bound to a place: %v", found) // a poll is bound to its organization
		}
		env.Exec("UPDATE role_grants SET ended_at = ? WHERE person_id = ?", int64(env.Clock.Now()), town.PersonID[:])
		town.Get("/audit-events").Reason(403, "auth.forbidden")
	})
}

func idBytes(id models.ID) []byte { return id[:] }

// The checkpoint is for everybody, and votes of the running hour do not show in
// its size.
func TestAuditCheckpoint(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		log := env.Server.Services.Audits
		env.Visitor().Get("/audit/checkpoint").Reason(404, "request.not_found")
		h := scene.NewAssociation(env, 12)
		path := h.OpenPoll("甲案", "乙案")
		sequence := func() int64 {
			t.Helper()
			if _, err := log.Sequence(context.Background()); err != nil {
				t.Fatal(err)
			}
			var c struct {
				Size int64    `json:"size"`
				Root string   `json:"root_hash"`
				Note string   `json:"note"`
				Keys []string `json:"verifier_keys"`
			}
			env.Visitor().Get("/audit/checkpoint").Want(200).
				Contains(fmt.Sprintf(`xinjumin/audit\n%d\n`, env.Count("SELECT COUNT(*) FROM audit_leaves"))).JSON(&c)
			if len(c.Keys) != 1 || c.Root == "" {
				t.Errorf("%+v", c)
			}
			return c.Size
		}
		before := sequence()
		for i, c := range h.Members {
			c.Post(path+"/ballots", scene.Ballot(1+i%2)).Want(201)
			if size := sequence(); size != before {
				t.Fatalf("the log grew from %d to %d by a vote", before, size)
			}
		}
		env.Clock.Add(time.Hour + models.AuditSettle)
		if size := sequence(); size != before+int64(len(h.Members)) {
			t.Errorf("%d leaves after the hour, %d before", size, before)
		}
		rows := h.RowsOf("SELECT event_id FROM audit_leaves WHERE seq >= ? ORDER BY seq", before)
		for i := 1; i < len(rows); i++ {
			if rows[i-1][0] >= rows[i][0] {
				t.Errorf("vote %d of the log does not follow the order of random ids", i)
			}
		}
	})
}
