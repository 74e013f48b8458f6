package people_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// wrongFields gives field and code of a refusal.
func wrongFields(r *apptest.Response) []string {
	var problem struct {
		Errors []struct{ Field, Code string }
	}
	r.JSON(&problem)
	var out []string
	for _, e := range problem.Errors {
		out = append(out, e.Field+" "+e.Code)
	}
	slices.Sort(out)
	return out
}

func TestProfileNeedsTheConsentOfEachField(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang := env.SignIn("fang")
		fang.Get("/me/profile").Want(http.StatusOK).Contains(`"version":0`).Contains(`"score":0`).
			Contains(`"state":"unknown"`)
		refused := fang.Put("/me/profile", scene.FullProfile()).Reason(409, "consent.required")
		want := []string{"/address consent.address", "/employer_code consent.employment",
			"/employer_name consent.employment",
			"/employment_status consent.employment", "/ethnicity consent.ethnicity",
			"/political_status consent.political_status",
			"/residence_permit consent.residence_permit", "/residence_registered_on consent.residence_permit",
			"/skills consent.skills",
			"/work_kind consent.employment"}
		if got := wrongFields(refused); !slices.Equal(got, want) {
			t.Errorf("named %v", got)
		}
		if n := env.Count("SELECT COUNT(*) FROM profiles"); n != 0 {
			t.Errorf("%d profiles after a refusal", n)
		}
		fang.Put("/me/profile", scene.Profile{"address": nil, "skills": nil}).Want(http.StatusOK) // to clear needs none

		scene.ConsentToAll(fang)
		told := fang.Put("/me/profile", scene.FullProfile()).Want(http.StatusOK)
		for _, part := range []string{"望海路12号3幢501室", "在单位上班", "纺织、印染", "电焊", "共青团员", "土家族", `"employer_warning":""`,
			`"state":"may_apply"`, `"from":"2026-11-23"`} {
			told.Contains(part)
		}
		fang.Put("/me/profile", scene.Profile{"skills": []string{"sewing"}, "employer_name": nil,
			"employer_code": "91330602ma0000015L"}).Want(http.StatusOK).
			Contains("缝纫").Lacks("电焊").Contains(`"employer_name":""`).Contains("91330602MA0000015L").Contains("校验位不对").
			Contains("土家族")
		for _, text := range []string{"望海路", "土家族"} { // nobody else has a way to it
			env.Verified("other").Get("/me/profile").Want(http.StatusOK).Lacks(text)
		}
		// What is delicate is unreadable at rest for any reader; the trail tells only that something changed.
		dump := env.Dump()
		for _, plain := range []string{"望海路", `political_status_sealed="03"`, `ethnicity_sealed="15"`} {
			if apptest.Holds(dump, plain) || apptest.Holds(env.Logs(), plain) {
				t.Errorf("%s is readable at rest", plain)
			}
		}
		if n := env.Count(`SELECT COUNT(*) FROM profiles
			WHERE LENGTH(political_status_sealed) > 30 AND LENGTH(ethnicity_sealed) > 30
			AND LENGTH(address_sealed) > 30`); n != 1 {
			t.Error("not sealed")
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'profile.update' AND detail = '{}'`); n != 3 {
			t.Errorf("%d rows in the trail", n)
		}
	})
}

func TestWithdrawalErasesWhatRestsOnIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang := env.SignIn("fang")
		scene.ConsentToAll(fang)
		told := fang.Put("/me/profile", scene.FullProfile()).Want(http.StatusOK)
		env.Exec("UPDATE profiles SET political_status_sealed = ? WHERE id = ?", []byte("damaged"), fang.PersonID)
		fang.Get("/me/profile").Reason(500, "service.internal")
		fang.Delete("/me/consents/political_status").Want(http.StatusOK).Contains(`"erased":["political_status"]`)
		fang.With("If-None-Match", told.Header.Get("ETag")).Get("/me/profile").Want(http.StatusOK).Lacks("共青团员").
			Contains("土家族")
		fang.Delete("/me/consents/employment").Want(http.StatusOK).
			Contains(`"erased":["employment_status","work_kind","employer_code","employer_name"]`)
		fang.Delete("/me/consents/skills").Want(http.StatusOK).Contains(`"erased":["skills"]`)
		for _, key := range []string{"address", "ethnicity", "residence_permit", "be_found"} {
			fang.Delete("/me/consents/" + key).Want(http.StatusOK).Contains(`"state":"withdrawn"`)
		}
		if n := env.Count(`SELECT COUNT(*) FROM profiles
			WHERE address_sealed IS NULL AND employment_status = '' AND work_kind = '' AND employer_code = ''
			AND employer_name = '' AND political_status_sealed IS NULL AND ethnicity_sealed IS NULL
			AND permit_state = '' AND registered_on IS NULL`); n != 1 {
			t.Error("something is left")
		}
		if n := env.Count("SELECT COUNT(*) FROM profile_skills"); n != 0 {
			t.Errorf("%d skills are left", n)
		}
		fang.Put("/me/profile", scene.Profile{"political_status": "03"}).Reason(409, "consent.required")

		// An outdated consent keeps what was told, and lets nothing new in.
		scene.Consent(fang, "skills").Want(http.StatusOK)
		fang.Put("/me/profile", scene.Profile{"skills": []string{"welding"}}).Want(http.StatusOK)
		env.Exec("UPDATE consents SET version = 7 WHERE purpose = 'skills' AND ended_at IS NULL")
		fang.Get("/me/profile").Want(http.StatusOK).Contains("电焊").
			Contains(`"field":"skills","purpose":"skills","state":"outdated"`)
		fang.Put("/me/profile", scene.Profile{"skills": []string{"cooking"}}).Reason(409, "consent.required")
		scene.Consent(fang, "skills").Want(http.StatusOK)
		fang.Get("/me/profile").Want(http.StatusOK).Contains("电焊")
		fang.Put("/me/profile", scene.Profile{"skills": []string{"cooking"}}).Want(http.StatusOK)
	})
}

func TestProfileFieldsThatAreWrongAreNamed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang := env.SignIn("fang")
		scene.ConsentToAll(fang)
		for field, wrong := range map[string][]any{
			"employment_status": {"worker", "EMPLOYED", "employed "},
			"work_kind":         {"999", "6"},
			"employer_code":     {"91330602MA0000015", "91330602MA00000I5K", "abc", strings.Repeat("9", 33)},
			"employer_name":     {strings.Repeat("厂", 61)},
			"address":           {strings.Repeat("路", 101)},
			"skills": {[]string{"flying"}, []string{"cooking", "cooking"},
				slices.Repeat([]string{"cooking"}, 21)},
			"political_status":        {"00", "14", "1", "群众"},
			"ethnicity":               {"00", "57", "99", "汉族"},
			"residence_permit":        {"yes", "expired"},
			"residence_registered_on": {"2026-11-24", "2026-02-30", "yesterday"},
		} {
			for _, v := range wrong {
				if got := fang.Put("/me/profile", scene.Profile{field: v}); got.Status != 422 ||
					!strings.Contains(string(got.Body), `"field":"/`+field) {
					t.Errorf("%s = %v: %s", field, v, got)
				}
			}
		}
		bad := fang.Put("/me/profile", scene.Profile{"ethnicity": "57", "political_status": "14", "work_kind": "601"}).
			Reason(422, "request.invalid")
		if got := wrongFields(bad); !slices.Equal(got, []string{"/ethnicity enum", "/political_status enum"}) {
			t.Errorf("named %v", got)
		}
		eleven := []string{}
		var list struct{ Entries []struct{ Code string } }
		env.Visitor().Get("/codes/skill").Want(http.StatusOK).JSON(&list)
		for _, e := range list.Entries[:11] {
			eleven = append(eleven, e.Code)
		}
		fang.Put("/me/profile", scene.Profile{"skills": eleven}).Reason(422, "request.invalid")
		fang.Put("/me/profile", scene.Profile{"skills": eleven[:10]}).Want(http.StatusOK)
		fang.Put("/me/profile", scene.Profile{"religion": "01"}).Reason(422, "request.invalid")

		// Every code that is offered is taken.
		fields := map[string]string{"political_status": "political_status", "ethnicity": "ethnicity",
			"employment_status": "employment_status",
			"work_kind":         "work_kind", "residence_permit": "residence_permit"}
		for field, key := range fields {
			env.Visitor().Get("/codes/" + key).Want(http.StatusOK).JSON(&list)
			for _, i := range []int{0, len(list.Entries) / 2, len(list.Entries) - 1} {
				fang.Put("/me/profile", scene.Profile{field: list.Entries[i].Code}).Want(http.StatusOK)
			}
		}
	})
}

func TestProfileVersions(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang, twin := env.SignIn("fang"), env.Second()
		scene.ConsentToAll(fang)
		tag := fang.Get("/me/profile").Want(http.StatusOK).Header.Get("ETag")
		answers := apptest.Race(8, func(i int) *apptest.Response {
			c := fang
			if i%2 == 1 {
				c = fang.On(twin)
			}
			return c.With("If-Match", tag).
				Put("/me/profile", scene.Profile{"employer_name": fmt.Sprint("厂", i), "skills": []string{"cooking"}})
		})
		if n := apptest.Statuses(answers); n[200] != 1 || n[412] != 7 {
			t.Fatal(n)
		}
		now := fang.Get("/me/profile").Want(http.StatusOK).Contains(`"version":1`)
		fang.With("If-None-Match", now.Header.Get("ETag")).Get("/me/profile").Want(http.StatusNotModified)
		fang.With("If-Match", now.Header.Get("ETag")).Put("/me/profile", scene.Profile{"work_kind": "402"}).
			Want(http.StatusOK).Contains(`"version":2`)
		fang.With("If-Match", now.Header.Get("ETag")).Put("/me/profile", scene.Profile{"work_kind": nil}).
			Reason(412, "request.stale")
		fang.Put("/me/profile", scene.Profile{}).Want(http.StatusOK).Contains(`"version":2`)
		// What the row of the person says counts for reading, not for writing.
		tag = fang.Get("/me/profile").Header.Get("ETag")
		fang.Put("/me", map[string]any{"nickname": "小方", "region_code": scene.Waishan}).Want(http.StatusOK)
		fang.With("If-None-Match", tag).Get("/me/profile").Want(http.StatusOK).Contains(scene.Waishan)
		fang.With("If-Match", tag).Put("/me/profile", scene.Profile{"work_kind": "403"}).Want(http.StatusOK)
	})
}

func TestCodesForPickers(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	all := env.Visitor().Get("/codes").Want(http.StatusOK).Contains("GB/T 3304-1991").Contains("布依族").
		Contains("Textiles and dyeing")
	env.Visitor().With("If-None-Match", all.Header.Get("ETag")).Get("/codes").Want(http.StatusNotModified)
	if again := env.Second().Visitor().Get("/codes"); again.Header.Get("ETag") != all.Header.Get("ETag") {
		t.Error("another process has another tag")
	}
	var lists struct {
		Items []struct{ Key string }
	}
	all.JSON(&lists)
	tags := map[string]bool{}
	for _, l := range lists.Items {
		tags[env.Visitor().Get("/codes/"+l.Key).Want(http.StatusOK).Header.Get("ETag")] = true
	}
	if len(lists.Items) < 8 || len(tags) != len(lists.Items) {
		t.Errorf("%d lists, %d tags", len(lists.Items), len(tags))
	}
	env.Visitor().Get("/codes/religion").Reason(404, "request.not_found")
}
