package matrix_test

import (
	"fmt"
	"maps"
	"net/http"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// What is once by its body: another person, other words, and a later wish are their own,
// and what was taken back does not come back as an answer.

// refusedAnew is what the same again is told once the first answer is forgotten: what was
// made still has its name, or the person signed in too long ago.
var refusedAnew = map[string]string{"createOrganization": "organization.name_taken",
	"requestExport": "session.not_fresh"}

// otherWords changes one word of a body; nil for a body without any.
func otherWords(body any) any {
	words, _ := body.(map[string]any)
	for _, name := range []string{"statement", "title", "name", "note", "reason", "agenda", "minutes"} {
		if text, ok := words[name].(string); ok {
			other := maps.Clone(words)
			other[name] = text + "了"
			return other
		}
	}
	return nil
}

// posts sends a body to the route of a cell as somebody.
func (w *accessFixture) posts(c cell, body any) *apptest.Response {
	c.row.body = func(*accessFixture, *place) any { return body }
	return w.call(c)
}

// wish is a request that is made once more when the window has ended.
type wish struct {
	tapped
	body any
}

func (w *accessFixture) byBody(t *testing.T, r httpapi.Registered, s *snapshot) (later []wish) {
	t.Helper()
	for _, row := range rowsOf(r.ID, matrix) {
		one, ok := w.succeeds(r, row, s)
		if !ok {
			t.Errorf("%s: nobody of the fixture may", r.ID)
			continue
		}
		var body any
		if row.body != nil {
			body = row.body(w, one.target) // of this moment: after the window it is the same
		}
		w.ownOfOthers(t, one, body, s)
		w.ownWhenTakenBack(t, one, body, s)
		later = append(later, wish{one, body})
	}
	return later
}

// fresh wants an answer that is not the first one again.
func fresh(t *testing.T, what string, c cell, got *apptest.Response) {
	t.Helper()
	refused := refusedAnew[c.route.ID] != "" && got.Code() == refusedAnew[c.route.ID]
	if got.Header.Get("Idempotency-Replayed") != "" || got.Status != c.route.Status && !refused {
		t.Errorf("%s: %s: %s", c, what, got)
	}
}

// ownOfOthers: another person, another word, and a client with a key of its own.
func (w *accessFixture) ownOfOthers(t *testing.T, one tapped, body any, s *snapshot) {
	t.Helper()
	w.posts(one.cell, body).Want(one.route.Status)
	for _, c := range w.cells(one.route, one.row) {
		if c.status != 0 || c.target != w.here || c.who.client == one.who.client || c.who.dead != "" {
			continue
		}
		if got := w.posts(c, body); got.Header.Get("Idempotency-Replayed") != "" {
			t.Errorf("%s: got the answer of %s: %s", c, one.who, got)
		}
		break
	}
	if other := otherWords(body); other != nil {
		fresh(t, "other words", one.cell, w.posts(one.cell, other))
	}
	keyed := one.cell
	keyed.who.client = one.who.client.With("Idempotency-Key", "on-purpose")
	fresh(t, "a key of the client", keyed, w.posts(keyed, body))
	s.restore()
}

// ownLater: the window ends by the clock, whether or not the memory was swept. It is the
// last, because the limits on requests do not bear a clock that goes back.
func (w *accessFixture) ownLater(t *testing.T, wishes []wish) {
	t.Helper()
	began := w.Clock.Now()
	for _, one := range wishes {
		w.posts(one.cell, one.body).Want(one.route.Status)
	}
	w.Clock.Set(began.Add(models.SameBodyLife) - 1)
	for _, one := range wishes {
		if got := w.posts(one.cell, one.body); got.Header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("%s: no replay at the end of the window: %s", one.cell, got)
		}
	}
	w.Clock.Set(began.Add(models.SameBodyLife))
	for _, one := range wishes {
		answers := apptest.Race(taps, func(int) *apptest.Response { return w.posts(one.cell, one.body) })
		first := 0
		for _, a := range answers {
			if a.Header.Get("Idempotency-Replayed") == "" {
				fresh(t, "after the window", one.cell, a)
				first++
			}
		}
		if first != 1 && refusedAnew[one.route.ID] == "" {
			t.Errorf("%s: after the window %d of %d taps are first", one.cell, first, taps)
		}
	}
}

// ownWhenTakenBack: each operation that a route names forgets its answer.
func (w *accessFixture) ownWhenTakenBack(t *testing.T, one tapped, body any, s *snapshot) {
	t.Helper()
	for _, op := range one.route.Once.Until() {
		back := takeBack[op]
		if back == nil {
			t.Errorf("%s is once until %s, and nothing here does that", one.route.ID, op)
			continue
		}
		made := w.posts(one.cell, body).Want(one.route.Status)
		if back(w, one.who.client, made.ID()).Status >= 300 {
			t.Errorf("%s: %s was refused", one.cell, op)
		}
		fresh(t, "after "+op, one.cell, w.posts(one.cell, body))
		s.restore()
	}
}

// takeBack does each operation that ends a first answer, on what by has just made.
var takeBack = map[string]func(w *accessFixture, by *apptest.Client, id models.ID) *apptest.Response{
	"withdrawDispute": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Post(fmt.Sprintf("/disputes/%s/withdraw", id), nil)
	},
	"declineDispute": func(w *accessFixture, _ *apptest.Client, id models.ID) *apptest.Response {
		return w.here.head.Post(fmt.Sprintf("/disputes/%s/decline", id), scene.Reason("not_civil"))
	},
	"terminateDispute": func(w *accessFixture, _ *apptest.Client, id models.ID) *apptest.Response {
		w.here.head.Post(fmt.Sprintf("/disputes/%s/accept", id), nil).Want(200)
		return w.here.head.Post(fmt.Sprintf("/disputes/%s/terminate", id),
			map[string]any{"reason": "unreachable", "goes_to": "court"})
	},
	"voidDisputeDocument": func(w *accessFixture, _ *apptest.Client, id models.ID) *apptest.Response {
		return w.here.head.Post(fmt.Sprintf("/dispute-documents/%s/void", id), nil)
	},
	"retractAnnouncement": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Post(fmt.Sprintf("/announcements/%s/retract", id), scene.Reason("写错了"))
	},
	"changeMeeting": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Put(fmt.Sprintf("/meetings/%s", id), map[string]any{"place": "村委会"})
	},
	"holdMeeting": func(w *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		w.Exec("UPDATE meetings SET starts_at = ? WHERE id = ?", int64(w.Clock.Now()), id)
		return by.Post(fmt.Sprintf("/meetings/%s/hold", id), nil)
	},
	"cancelMeeting": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Post(fmt.Sprintf("/meetings/%s/cancel", id), nil)
	},
	"correctMinutes": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Post(fmt.Sprintf("/meetings/%s/corrections", id),
			map[string]any{"minutes": "一、讨论文件。", "reason": "另有更正"})
	},
	"updateActivity": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Put(fmt.Sprintf("/activities/%s", id), map[string]any{"title": "焊工技能培训班"})
	},
	"publishActivity": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Post(fmt.Sprintf("/activities/%s/publish", id), nil)
	},
	"deleteOrganization": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Delete(fmt.Sprintf("/organizations/%s", id))
	},
	"deleteActivity": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Delete(fmt.Sprintf("/activities/%s", id))
	},
	"deletePoll": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Delete(fmt.Sprintf("/polls/%s", id))
	},
	"reviseOrganization": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Put(fmt.Sprintf("/organizations/%s", id), map[string]any{"introduction": "改一改"})
	},
	"updatePoll": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Put(fmt.Sprintf("/polls/%s", id), map[string]any{"title": "另选地址"})
	},
	"publishPollRoll": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Post(fmt.Sprintf("/polls/%s/publish-roll", id), nil)
	},
	"revokeSceneCode": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Delete(fmt.Sprintf("/scene-codes/%s", id))
	},
	"revokeJoinCode": func(_ *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		return by.Delete(fmt.Sprintf("/join-codes/%s", id))
	},
	"rejectIdentityDisclosure": func(w *accessFixture, _ *apptest.Client, id models.ID) *apptest.Response {
		return w.superior().Post(fmt.Sprintf("/identity-disclosures/%s/reject", id), scene.Reason("理由不足"))
	},
	"readIdentityDisclosure": func(w *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		w.superior().Post(fmt.Sprintf("/identity-disclosures/%s/approve", id), nil).Want(http.StatusOK)
		return by.Post(fmt.Sprintf("/identity-disclosures/%s/read", id), nil)
	},
	"rejectMemberExport": func(w *accessFixture, _ *apptest.Client, id models.ID) *apptest.Response {
		return w.here.admin.Post(fmt.Sprintf("/member-exports/%s/reject", id), scene.Reason("理由不足"))
	},
	"downloadMemberExport": func(w *accessFixture, by *apptest.Client, id models.ID) *apptest.Response {
		w.here.admin.Post(fmt.Sprintf("/member-exports/%s/approve", id), nil).Want(http.StatusOK)
		return by.Get(fmt.Sprintf("/member-exports/%s/file", id))
	},
}

// superior is the platform administrator, who decides what an administrator asks for.
func (w *accessFixture) superior() *apptest.Client {
	w.Helper()
	for _, s := range w.subjects {
		if s.kind == "platform" {
			return s.client
		}
	}
	w.Fatal("the fixture has no platform administrator")
	return nil
}
