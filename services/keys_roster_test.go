package services_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services"
)

// imports hands a list of people in as text and takes it over; it gives how many
// were new and how many known.
func imports(t *testing.T, env *apptest.Env, chair *apptest.Client, org models.ID, people ...int) (added, known int) {
	t.Helper()
	list := "姓名,身份证号\n"
	for _, n := range people {
		list += name(n) + "," + number(n) + "\n"
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("purpose", "roster")
	part, _ := w.CreateFormFile("file", "名单.csv")
	_, _ = part.Write([]byte(list))
	_ = w.Close()
	file := chair.With("Content-Type", w.FormDataContentType()).Post("/files", body.Bytes()).Want(http.StatusCreated).
		ID()
	at := "/rosters/" + chair.Post(fmt.Sprintf("/organizations/%s/rosters", org), object{"file_id": file}).
		Want(http.StatusCreated).ID().String()
	chair.Post(at+"/check", nil).Want(http.StatusOK)
	env.RunJobs()
	chair.Post(at+"/import", object{"as": "invitation"}).Want(http.StatusOK)
	env.RunJobs()
	var got struct{ Added, Known int }
	chair.Get(at).Want(http.StatusOK).JSON(&got)
	return got.Added, got.Known
}

// Keys of both sorts change under lists that wait: a person who is known stays known, and
// a claim opens for a person who is verified under the new keys.
func TestRosterUnderChangingKeys(t *testing.T) {
	eachRing(t, func(t *testing.T, r *rings) {
		ctx := context.Background()
		chair, org := r.Verified("chair"), models.ID{7}
		r.Exec(
			`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
				introduction, member_count, next_queue_no, created_by, version, created_at, updated_at)
			VALUES (?, 'fellowship', '联谊会', '联谊会', '', '', ?, 'active', '', 0, 1, ?, 1, 0, 0)`, org, keyVillage,
			chair.PersonID)
		r.GrantOrganization(chair, models.RoleChair, org)
		if added, known := imports(t, r.Env, chair, org, 1, 2); added != 2 || known != 0 {
			t.Fatalf("first: %d %d", added, known)
		}
		rotated, err := services.RotateRoot(r.text, rand.Reader, "2026-12-01")
		if err != nil {
			t.Fatal(err)
		}
		both, err := services.AddIndexKey(rotated, rand.Reader, "2026-12-01")
		if err != nil {
			t.Fatal(err)
		}
		now := r.process(both)
		if err := now.Server.Services.MarkKeys(ctx); err != nil {
			t.Fatal(err)
		}
		if added, known := imports(t, now, chair.On(now), org, 1, 2, 3); added != 1 || known != 2 {
			t.Errorf("with both keys: %d %d", added, known)
		}
		quiet := func(string, int, int) {}
		if out, err := now.Server.Services.Reindex(ctx, quiet); err != nil || len(out.Faults) > 0 {
			t.Fatalf("%+v %v", out, err)
		}
		if n := r.Count(`SELECT COUNT(*) FROM roster_entries
			WHERE id_number_index IS NULL OR id_number_index_alt IS NULL`); n != 0 {
			t.Errorf("%d entries lack an index", n)
		}
		if out, err := now.Server.Services.Reseal(ctx, quiet); err != nil || !out.Done() {
			t.Fatalf("%+v %v", out, err)
		}
		var kept []string
		for _, l := range strings.Split(strings.TrimSpace(both), "\n") {
			if !strings.Contains(l, ":index:") && !strings.Contains(l, ":retiring:") {
				kept = append(kept, l)
			}
		}
		last := r.process(strings.Join(kept, "\n") + "\n")
		if err := r.fits(last); err != nil {
			t.Fatal(err)
		}
		if out, err := last.Server.Services.Reindex(ctx, quiet); err != nil || len(out.Faults) > 0 {
			t.Fatalf("%+v %v", out, err)
		}
		chair = last.SignIn("chair")
		if added, known := imports(t, last, chair, org, 1, 2, 3, 4); added != 1 || known != 3 {
			t.Errorf("with the new keys: %d %d", added, known)
		}
		wang, _ := submits(last, "wang", 1)
		officer := last.Verified("officer")
		r.GrantRegion(officer, models.RoleOfficer, keyVillage)
		officer.Post(fmt.Sprintf("/identity-reviews/%s/approve", wang.PersonID), object{}).Want(http.StatusOK)
		wang.Get("/me/roster-claims").Want(http.StatusOK).Contains("联谊会")

		// Closing an account removes what lists have of its number, and no more.
		last.SignIn("wang").Delete("/me?confirm=close").Want(http.StatusOK)
		if n := r.Count("SELECT COUNT(*) FROM roster_entries"); n != 3 {
			t.Errorf("%d entries", n)
		}
	})
}
