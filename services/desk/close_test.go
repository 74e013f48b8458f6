package desk_test

import (
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/assistance"
)

// A person whose account is closed has no session any longer, neither as the person
// concerned nor as officer: it is written down at once, the other one of the two
// is free, and only the person herself can close it.
func TestDesk_closedAccounts(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCounter(env)
		fang := c.known("fang", card(51))
		id := c.officer.Post("/desk/sessions", byID(fang.PersonID)).Want(http.StatusCreated).ID()
		fang.Post(own(id, "confirm"), nil).Want(http.StatusOK)
		at(c.officer, id).Delete("/me?confirm=close").Reason(403, "desk.not_allowed")
		at(c.officer, id).Get("/me").Want(http.StatusOK)
		fang.Delete("/me?confirm=close").Want(http.StatusOK)
		c.ended(id, assistance.EndPerson, &fang.PersonID)
		at(c.officer, id).Get("/me").Reason(403, "desk.ended")
		c.officer.Get("/desk/sessions/" + id.String()).Want(http.StatusOK).Contains(`"end_reason":"person"`)

		// The officer is free for the next one, and closes hers with it under way.
		person := c.phoneless("赵一", card(52))
		id = c.begin(person)
		c.officer.Delete("/me?confirm=close").Want(http.StatusOK)
		c.ended(id, assistance.EndOfficer, &c.officer.PersonID)
		if n := env.Count(`SELECT COUNT(*) FROM notices
			WHERE kind = 'desk.ended' AND subject_id = ? AND person_id = ?`, id, person); n != 1 {
			t.Error("the person was not told")
		}
		id = c.second.Post("/desk/sessions", byID(person)).Want(http.StatusCreated).ID() // she is free, too

		// One that waits, and one whose time is over before anybody wrote it down.
		c.second.Delete("/me?confirm=close").Want(http.StatusOK)
		c.ended(id, assistance.EndOfficer, &c.second.PersonID)
		third := env.Verified("third")
		env.GrantRegion(third, models.RoleOfficer, town)
		id = third.Post("/desk/sessions", byID(person)).Want(http.StatusCreated).ID()
		env.Clock.Add(assistance.ConfirmLife)
		env.SignIn("third").Delete("/me?confirm=close").Want(http.StatusOK)
		c.ended(id, assistance.EndExpired, nil)
		env.RunJobs() // the old times of the sessions, and the second sweep of the closings
	})
}

// ended demands that a session has its end written down, with whose it was.
func (c *counter) ended(id models.ID, why assistance.End, by *models.ID) {
	c.Helper()
	if n := c.Count(`SELECT COUNT(*) FROM desk_sessions
		WHERE id = ? AND state = 'ended' AND officer_key IS NULL AND person_key IS NULL AND end_reason = ?`, id,
		string(why)); n != 1 {
		c.Errorf("the session is not ended by %s", why)
	}
	if by == nil {
		return
	}
	if n := c.Count(`SELECT COUNT(*) FROM audit_events
		WHERE action = 'desk.end' AND object_id = ? AND actor_id = ? AND outcome = 'done'`, id, *by); n != 1 {
		c.Error("the end is not in the trail")
	}
}
