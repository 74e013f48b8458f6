package mediation_test

import (
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// One row in the trail for a case that is filed and for a committee, however often the
// request comes; and the answer that is remembered comes before the right, so that an
// administrator who has lost the place since gets it once more.
func TestMediation_askedAgain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		filed := c.applicant.With("Idempotency-Key", "file-1")
		id := filed.Post("/disputes", filing()).Want(201).ID()
		if again := filed.Post("/disputes", filing()).Want(201).ID(); again != id {
			t.Errorf("filed twice: %s and %s", id, again)
		}
		if n := c.audits("dispute.file", "done", id); n != 1 {
			t.Errorf("%d rows of one case", n)
		}

		const path = "/mediation-committees"
		body := map[string]any{"name": "城南街道调委会", "region_code": town, "head_id": c.head.PersonID,
			"mediators": []models.ID{c.first.PersonID, c.second.PersonID}}
		admin := c.admin.With("Idempotency-Key", "committee-1")
		made := admin.Post(path, body).Want(201).ID()
		env.GrantRegion(c.admin, models.RoleRegionAdmin, otherVillage)
		env.Exec("UPDATE role_grants SET ended_at = ?, live_key = NULL WHERE person_id = ? AND region_code = ?",
			int64(env.Clock.Now()), c.admin.PersonID, county)
		if again := admin.Post(path, body).Want(201).ID(); again != made {
			t.Errorf("set up twice: %s and %s", made, again)
		}
		c.admin.Post(path, body).Reason(403, "auth.forbidden")
		if n := c.audits("committee.create", "done", made); n != 1 {
			t.Errorf("%d rows of one committee", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'committee.create' AND outcome = 'refused' AND object_id IS NULL AND region_code = ?`,
			town); n != 1 {
			t.Errorf("%d rows of a refusal", n)
		}
	})
}
