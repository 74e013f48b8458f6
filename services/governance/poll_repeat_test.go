package governance_test

import (
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// A request that was answered is answered alike when it comes again with its key,
// even if the chair leads another organization by now and not this one: the act was
// theirs when it happened, and a phone that heard nothing must learn that it did. A
// new request is judged by what the person may do now, and who has no office at all
// is turned away at the gate of the route.
func TestPollActs_answeredBeforeAndAfterTheOffice(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		h, other := scene.NewAssociation(env, 12), scene.NewAssociation(env, 1)
		type step struct {
			key, path string
			body      any
			answer    string
		}
		draft := step{key: "draft-1", path: "/polls", body: h.PollDraft()}
		said := h.Chair.With("Idempotency-Key", draft.key).Post(draft.path, draft.body).Want(201)
		draft.answer = string(said.Body)
		steps := []step{draft}
		poll := "/polls/" + said.ID().String()
		for _, verb := range []string{"/publish-roll", "/open", "/close"} {
			if verb != "/publish-roll" {
				h.Clock.Add(scene.UntilOpen)
			}
			s := step{key: "act" + verb[1:], path: poll + verb}
			if verb == "/close" {
				h.Clock.Add(scene.UntilClose)
			}
			s.answer = string(h.Chair.With("Idempotency-Key", s.key).Post(s.path, nil).Want(200).Body)
			steps = append(steps, s)
		}
		audited := h.Count("SELECT COUNT(*) FROM audit_events WHERE action LIKE 'poll.%'")

		h.Exec("UPDATE role_grants SET organization_id = ?, live_key = NULL WHERE person_id = ?", other.Org[:],
			h.Chair.PersonID[:])
		for _, s := range steps {
			again := h.Chair.With("Idempotency-Key", s.key).Post(s.path, s.body)
			if string(again.Body) != s.answer || again.Header.Get("Idempotency-Replayed") == "" {
				t.Errorf("%s: first %s, then %s", s.path, s.answer, again.Body)
			}
		}
		if n := h.Count("SELECT COUNT(*) FROM audit_events WHERE action LIKE 'poll.%'"); n != audited {
			t.Errorf("%d acts in the trail became %d", audited, n)
		}
		for _, s := range steps {
			h.Chair.With("Idempotency-Key", "new-"+s.key).Post(s.path, s.body).Reason(403, "auth.forbidden")
		}
		h.Exec("UPDATE role_grants SET ended_at = ? WHERE person_id = ?", int64(h.Clock.Now()), h.Chair.PersonID[:])
		h.Chair.With("Idempotency-Key", draft.key).Post(draft.path, draft.body).Reason(403, "auth.forbidden")
	})
}
