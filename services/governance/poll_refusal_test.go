package governance_test

import (
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

func TestPollRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h := scene.NewAssociation(env, 10)
		member, visitor := h.Members[5], env.Visitor()
		other := scene.NewAssociation(env, 1)

		visitor.Post("/polls", h.PollDraft()).Want(401)
		member.Post("/polls", h.PollDraft()).Reason(403, "auth.forbidden")
		other.Chair.Post("/polls", h.PollDraft()).Reason(403, "auth.forbidden")
		if n := h.Count(`SELECT COUNT(*) FROM audit_events
			WHERE outcome = 'refused' AND action = 'poll.draft' AND actor_id = ?`, other.Chair.PersonID[:]); n != 1 {
			t.Errorf("%d refused drafts in the trail", n)
		}
		for name, c := range map[string]struct {
			body   map[string]any
			status int
			code   string
		}{
			"blind":          {with(h.PollDraft(), "mode", "blind"), 422, "poll.mode_unsupported"},
			"named":          {with(h.PollDraft(), "mode", "named"), 422, "poll.mode_unsupported"},
			"no such mode":   {with(h.PollDraft(), "mode", "loud"), 422, "request.invalid"},
			"no such body":   {with(h.PollDraft(), "organization_id", scene.NewID()), 404, "request.not_found"},
			"one option":     {h.PollDraft("是"), 422, "request.invalid"},
			"twins":          {h.PollDraft("是", " 是 "), 422, "request.invalid"},
			"ends first":     {with(h.PollDraft(), "closes_at", h.Clock.Now()), 422, "request.invalid"},
			"unknown member": {with(h.PollDraft(), "state", "open"), 422, "request.invalid"},
			"no title":       {with(h.PollDraft(), "title", nil), 422, "request.invalid"},
		} {
			if r := h.Chair.Post("/polls", c.body); r.Status != c.status || r.Code() != c.code {
				t.Errorf("%s: %s", name, r)
			}
		}

		path := "/polls/" + h.Chair.Post("/polls", h.PollDraft()).Want(201).ID().String()
		h.Chair.Get(path + "/turnout").Want(200)
		h.Chair.Post(path+"/open", nil).Reason(409, "poll.wrong_state")
		h.Chair.Post(path+"/close", nil).Reason(409, "poll.wrong_state")
		h.Chair.Post(path+"/ballots", scene.Ballot(1)).Reason(409, "poll.not_open")
		h.Exec("UPDATE persons SET verification = 'none' WHERE id = ?", member.PersonID[:])
		h.Chair.Post(path+"/publish-roll", nil).Reason(409, "poll.roll_too_small")
		if p := read(h.Chair.Get(path).Want(200)); p.State != "draft" ||
			h.Count("SELECT COUNT(*) FROM poll_roll_entries") != 0 {
			t.Fatalf("a refused roll left something: %+v", p)
		}
		h.SetBirthday(member, "1990-05-01")
		h.Chair.Post(path+"/publish-roll", nil).Want(200)
		h.Chair.Post(path+"/publish-roll", nil).Reason(409, "poll.wrong_state")
		h.Chair.Put(path, map[string]any{"title": "换个题目"}).Reason(409, "poll.wrong_state")
		for _, verb := range []string{"/publish-roll", "/open", "/close"} {
			member.Post(path+verb, nil).Reason(403, "auth.forbidden")
			other.Chair.Post(path+verb, nil).Reason(404, "request.not_found")
		}
		other.Chair.Get(path).Reason(404, "request.not_found")
		h.Clock.Add(scene.UntilClose)
		h.Chair.Post(path+"/open", nil).Reason(409, "poll.window_over")
		if h.RunJobs() != 1 || read(h.Chair.Get(path)).State != "roll_published" {
			t.Error("a poll whose window was missed must stay shut")
		}

		late := h.Chair.Post("/polls", h.PollDraft()).Want(201).ID().String()
		h.Clock.Add(scene.UntilClose)
		h.Chair.Post("/polls/"+late+"/publish-roll", nil).Reason(409, "poll.window_over")
		h.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", h.Org[:])
		h.Chair.Post("/polls", h.PollDraft()).Reason(409, "poll.organization_inactive")
		other.Chair.Post("/polls", h.PollDraft()).Reason(404, "request.not_found")
	})
}
