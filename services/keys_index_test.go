package services_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services"
)

// The index key changes while people register; a number stays one person's in
// every step, whichever process is asked.
func TestReindex(t *testing.T) {
	eachRing(t, func(t *testing.T, r *rings) {
		ctx := context.Background()
		oldText := r.text
		for i := range 12 {
			c, got := submits(r.Env, fmt.Sprintf("before%d", i), i)
			got.Want(http.StatusOK)
			c.Post("/me/phone", object{"code": fmt.Sprintf("phone:before%d:1", i)}).Want(http.StatusOK)
		}
		both, err := services.AddIndexKey(r.text, rand.Reader, "2026-12-01")
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(both), "\n")
		newText := lines[0] + "\n" + lines[2] + "\n"
		if err := r.fits(r.process(newText)); err == nil {
			t.Error("the new key alone is taken before people are indexed under it")
		}
		now := r.process(both)
		if err := now.Server.Services.MarkKeys(ctx); err != nil {
			t.Fatal(err)
		}
		oneOwner(t, 20, r.Env, now)

		written, finish := writers(t, now)
		killed, kill := context.WithCancel(ctx)
		if _, err = now.Server.Services.Reindex(killed, func(string, int, int) {
			kill()
		}); !errors.Is(err, context.Canceled) {
			t.Errorf("the killed walk: %v", err)
		}
		out, err := now.Server.Services.Reindex(ctx, func(string, int, int) {})
		written.wait(20)
		finish()
		if err != nil || len(out.Faults) > 0 {
			t.Fatalf("resumed: %+v %v", out, err)
		}
		if n := r.Count(`SELECT COUNT(*) FROM persons
			WHERE id_number_sealed IS NOT NULL AND claimed_at IS NULL
			AND (id_number_index IS NULL OR id_number_index_alt IS NULL)` +
			" OR phone_sealed IS NOT NULL AND (phone_index IS NULL OR phone_index_alt IS NULL)"); n != 0 {
			t.Errorf("%d people lack an index", n)
		}

		last := r.process(newText)
		if err := r.fits(last); err != nil {
			t.Fatal(err)
		}
		oneOwner(t, 40, now, last)
		if _, got := submits(last, "thief", 3); got.Code() != "identity.taken" {
			t.Error("the number of another: ", got)
		}
		if out, err = last.Server.Services.Reindex(ctx, func(string, int, int) {}); err != nil || len(out.Faults) > 0 {
			t.Fatalf("forgetting the old key: %+v %v", out, err)
		}
		if n := r.Count(`SELECT COUNT(*) FROM persons
			WHERE id_number_index IS NOT NULL OR phone_index IS NOT NULL`); n != 0 {
			t.Errorf("%d people are still indexed under the old key", n)
		}
		if err := r.fits(r.process(oldText)); err == nil {
			t.Error("the old key alone is taken after people are no longer indexed under it")
		}
		if n := r.Count("SELECT COUNT(*) FROM key_marks WHERE purpose = 'index'"); n != 0 {
			t.Error("the old key is still marked")
		}
	})
}

// oneOwner lets people claim the same numbers through two processes at once.
func oneOwner(t *testing.T, from int, a, b *apptest.Env) {
	t.Helper()
	claims := func(env *apptest.Env, who string, n int) *apptest.Client {
		c := env.SignIn(fmt.Sprintf("%s%d", who, n))
		c.Put("/me", object{"region_code": keyVillage}).Want(http.StatusOK)
		return c
	}
	for n := from; n < from+4; n++ {
		pair := []*apptest.Client{claims(a, "left", n), claims(b, "right", n)}
		got := apptest.Statuses(apptest.Race(2, func(i int) *apptest.Response {
			return pair[i].Post("/me/identity", object{"name": name(n), "id_number": number(n)})
		}))
		if got[http.StatusOK] != 1 || got[http.StatusConflict] != 1 {
			t.Fatalf("number %d: %v", n, got)
		}
	}
}

// What is damaged or moved to another row is a fault and in the trail, never an
// answer.
func TestUnreadable(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		alice, got := submits(env, "alice", 1)
		got.Want(http.StatusOK)
		bob, got := submits(env, "bob", 2)
		got.Want(http.StatusOK)
		sealed := func(c *apptest.Client) (b []byte) {
			if err := env.DB().QueryRow("SELECT name_sealed FROM persons WHERE id = ?", c.PersonID).
				Scan(&b); err != nil {
				t.Fatal(err)
			}
			return b
		}
		flipped, bobs := sealed(alice), sealed(bob)
		flipped[len(flipped)-1] ^= 1
		trail := func() int {
			return env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = 'sealed.unreadable' AND actor_id = ? AND object = 'persons' AND object_id = ?`,
				alice.PersonID, alice.PersonID)
		}
		for i, bad := range [][]byte{flipped, bobs, {1, 1}, append([]byte{1, 1, 9, 9, 9, 9}, flipped[6:]...)} {
			env.Exec("UPDATE persons SET name_sealed = ? WHERE id = ?", bad, alice.PersonID)
			alice.Get("/me").Reason(http.StatusInternalServerError, "service.internal").Lacks("张").Lacks("sealed")
			if n := trail(); n != i+1 {
				t.Errorf("%d: %d rows in the trail", i, n)
			}
			out, err := env.Server.Services.Reseal(context.Background(), func(string, int, int) {})
			if err != nil {
				t.Fatal(err)
			}
			if stale := i >= 2; stale != (len(out.Unreadable) == 1) {
				t.Errorf("%d: reseal says %v", i, out.Unreadable)
			}
		}
		bob.Get("/me").Want(http.StatusOK)

		// The desk goes on, and can only send the damaged submission back.
		officer := env.Verified("officer")
		env.GrantRegion(officer, models.RoleOfficer, keyVillage)
		officer.Get("/identity-reviews").Want(http.StatusOK).Contains(`"unreadable":true`).
			Contains(bob.PersonID.String())
		desk := "/identity-reviews/" + alice.PersonID.String()
		officer.Post(desk+"/approve", object{}).Reason(http.StatusInternalServerError, "service.internal")
		officer.Post(desk+"/reject", object{"reason": "资料损坏，请重新提交"}).Want(http.StatusOK)
		alice.Get("/me").Want(http.StatusOK).Contains(`"verification":"rejected"`)
	})
}
