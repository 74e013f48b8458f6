package matrix_test

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/app/wechat/standin"
	"xinjumin/models"
	"xinjumin/services/audits"
)

// places gives every place where the product could have left a text: each
// column of each table, the files of the database and of uploads, the temporary
// files, the log, Redis, and the metrics.
func places(env *apptest.Env) map[string]string {
	env.Helper()
	all := map[string]string{"rows": env.Dump(), "log": env.Logs()}
	if env.Engine == apptest.SQLite {
		folder(env, all, filepath.Dir(env.DSN))
	}
	folder(env, all, env.Files())
	temp, err := os.ReadDir(os.TempDir())
	if err != nil {
		env.Fatal(err)
	}
	for _, e := range temp {
		// What a multipart reader or an encoder would leave lies at the top.
		if info, err := e.Info(); err != nil || !info.Mode().IsRegular() || info.Size() > 1<<24 {
			continue
		}
		if content, err := os.ReadFile(filepath.Join(os.TempDir(), e.Name())); err == nil { // else it is gone again
			all["temp "+e.Name()] = string(content)
		}
	}
	metrics := httptest.NewRecorder()
	env.Server.API.MetricsHandler().ServeHTTP(metrics, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	all["metrics"] = metrics.Body.String()
	if address := os.Getenv("TEST_REDIS_URL"); address != "" {
		all["redis"] = everyKey(env, address)
	}
	return all
}

func folder(env *apptest.Env, all map[string]string, dir string) {
	env.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		all["file "+d.Name()] = string(content)
		return err
	})
	if err != nil {
		env.Fatal(err)
	}
}

// everyKey gives every key of Redis with its value as Redis would write it into
// a file.
func everyKey(env *apptest.Env, address string) string {
	env.Helper()
	ctx := context.Background()
	o, err := redis.ParseURL(address)
	if err != nil {
		env.Fatal("the Redis address cannot be read")
	}
	r := redis.NewClient(o)
	defer r.Close()
	var out strings.Builder
	keys := r.Scan(ctx, 0, "*", 1000).Iterator()
	for keys.Next(ctx) {
		value, _ := r.Dump(ctx, keys.Val()).Result() // it may have gone meanwhile
		out.WriteString(keys.Val() + "=" + value + "\n")
	}
	if keys.Err() != nil {
		env.Fatal(keys.Err())
	}
	return out.String()
}

// nowhere wants none of the secrets anywhere.
func nowhere(env *apptest.Env, when string, secrets map[string]string) {
	env.Helper()
	for place, text := range places(env) {
		for what, secret := range secrets {
			if secret == "" {
				env.Fatalf("no %s to look for", what)
			}
			apptest.Lacks(env, fmt.Sprintf("%s, %s: %s", when, what, place), text, secret)
		}
	}
}

// One woman's whole way: two phones, one of them lost, a new WeChat account that
// claims her number, the desk, everything that she tells and does, and the end
// of the account. What is secret is never anywhere in clear; after the end,
// nothing of her is left, no token of hers opens anything, and the log holds.
func TestTwoPhonesOneLostVerifiedAndClosed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		w := &accessFixture{Env: env}
		w.extra = env.Verified("extra")
		p := w.settle(&place{name: "here", village: scene.Waishan, town: scene.Chengnan, county: scene.Yuecheng})
		there, officer := env.Second(), scene.Officer(env)
		number := scene.IDNumber(7)
		name, tag := "阿依努尔·Kanarija", fmt.Sprint(env.Clock.Now())
		sealed := map[string]string{
			"the identity number": number, "the phone": standin.PhoneNumber("ayinuer"), "the name": "Kanarija",
			"the address": "kanarienhof" + tag, "the statement": "kanarienklage" + tag,
			"the respondent":           "kanarienfabrik" + tag,
			"the respondent's contact": "kanarienruf" + tag, "the note of the committee": "kanariennotiz" + tag,
			"the name of a file": "kanarienbild" + tag,
		}
		clear := map[string]string{"the nickname": "kanarin", "the message": "kanariengruss" + tag,
			"the note":   "kanarienkost" + tag,
			"the device": "Kanarienphon", "the employer": "kanarienweber" + tag}
		signIn := func(account string) *apptest.Client {
			c := env.SignIn(account)
			env.Visitor().Post("/auth/wechat", map[string]any{"code": apptest.Code(account),
				"device": clear["the device"]}).Want(http.StatusOK)
			return c
		}

		// Two phones; one is lost and ended from the other, everywhere at once.
		home, lost := signIn("ayinuer"), env.SignIn("ayinuer")
		if home.PersonID != lost.PersonID {
			t.Fatal("two phones of one WeChat account are two people")
		}
		for _, s := range sessionsOf(home) {
			if !s.Current {
				home.Delete("/auth/sessions/" + s.ID.String()).Want(http.StatusNoContent)
			}
		}
		for _, e := range []*apptest.Env{env, there} {
			lost.On(e).Get("/me").Reason(http.StatusUnauthorized, "auth.session_ended")
		}
		home.Get("/me").Want(http.StatusOK)

		// Verified at the desk; everything that one can tell.
		scene.VerifyAtTheDesk(officer, home, name, number)
		home.Put("/me", map[string]any{"nickname": clear["the nickname"]}).Want(http.StatusOK)
		home.Post("/me/phone", map[string]any{"code": "phone:ayinuer:1"}).Want(http.StatusOK)
		scene.ConsentToAll(home)
		home.Put("/me/profile", scene.Profile{"address": sealed["the address"], "employment_status": "employed",
			"employer_name": clear["the employer"], "ethnicity": "15"}).Want(http.StatusOK)
		scene.Upload(home, "activity_image", sealed["the name of a file"]+".jpg",
			scene.Photo(64, 64)).Want(http.StatusCreated)

		// A new phone with a new WeChat account claims the number, and the desk
		// puts the two together. Every session of both ends.
		fresh := env.SignIn("ayinuer-new")
		fresh.Put("/me", map[string]any{"region_code": scene.Waishan,
			"nickname": clear["the nickname"]}).Want(http.StatusOK)
		fresh.Post("/me/identity", map[string]any{"name": name, "id_number": number}).Reason(http.StatusConflict,
			"identity.taken")
		officer.Post(fmt.Sprintf("/identity-reviews/%s/merge", fresh.PersonID), map[string]any{}).Want(http.StatusOK)
		for _, dead := range []*apptest.Client{home, fresh} {
			dead.On(there).Get("/me").Reason(http.StatusUnauthorized, "auth.session_ended")
		}
		me := env.SignIn("ayinuer-new")
		if me.PersonID != home.PersonID {
			t.Fatal("merged into somebody else")
		}

		// She joins, signs up, quarrels, asks for her data.
		application := me.Post(fmt.Sprintf("/organizations/%s/applications", p.org),
			map[string]any{"message": clear["the message"]}).Want(http.StatusCreated).ID()
		p.chair.Post(fmt.Sprintf("/applications/%s/approve", application), nil).Want(http.StatusOK)
		me.With("Idempotency-Key", "k").Post(fmt.Sprintf("/activities/%s/signups", p.course),
			map[string]any{"note": clear["the note"]}).Want(http.StatusCreated)
		quarrel := me.With("Idempotency-Key", "q").Post("/disputes",
			map[string]any{"statement": sealed["the statement"], "category": "labour", "region_code": scene.Waishan,
				"respondent": map[string]any{"kind": "employer", "name": sealed["the respondent"],
					"contact": sealed["the respondent's contact"]}}).Want(http.StatusCreated).ID()
		p.head.Post(fmt.Sprintf("/disputes/%s/accept", quarrel),
			map[string]any{"note": sealed["the note of the committee"]}).Want(http.StatusOK)
		copied := me.Post("/me/export", nil).Want(http.StatusCreated).ID()
		me.Get("/me/export/" + copied.String()).Want(http.StatusOK).Contains(number).Contains(sealed["the statement"])
		for _, path := range []string{"/me", "/me/profile", "/me/audit-events", "/notifications", "/me/closing"} {
			me.Get(path).Want(http.StatusOK).Lacks(number).Lacks(sealed["the phone"])
		}
		me.Post("/me/identity", map[string]any{"name": name, "id_number": number +
			"9"}).Want(http.StatusUnprocessableEntity)
		nowhere(env, "with the account open", sealed)

		// The end.
		me.Delete(scene.ClosePath).Reason(http.StatusConflict, "closing.dispute_open")
		me.Post(fmt.Sprintf("/disputes/%s/withdraw", quarrel), nil).Want(http.StatusOK)
		me.Delete(scene.ClosePath).Want(http.StatusOK)
		for _, dead := range []*apptest.Client{home, lost, fresh, me} {
			for _, e := range []*apptest.Env{env, there} {
				dead.On(e).Get("/me").Reason(http.StatusUnauthorized, "auth.session_ended")
				e.Visitor().Post("/auth/refresh",
					map[string]any{"refresh_token": dead.Refresh}).Want(http.StatusUnauthorized)
			}
		}
		env.Clock.Add(models.ClosingSettle + time.Second)
		env.RunJobs()
		if _, err := env.Server.Services.Files.Sweep(context.Background()); err != nil {
			t.Fatal(err)
		}
		gone := map[string]string{"an openid": standin.OpenID(apptest.AppID, "ayinuer"),
			"the other openid": standin.OpenID(apptest.AppID, "ayinuer-new")}
		for what, text := range clear {
			gone[what] = text
		}
		nowhere(env, "after the end", sealed)
		if env.Engine == apptest.SQLite { // what a journal holds is written over as it is used again
			env.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
		}
		nowhere(env, "after the end", gone)
		if n := env.Count("SELECT COUNT(*) FROM persons WHERE id IN (?, ?) AND (id_number_sealed IS NOT NULL OR "+
			"name_sealed IS NOT NULL OR phone_sealed IS NOT NULL OR region_code IS NOT NULL)",
			home.PersonID, fresh.PersonID); n != 0 {
			t.Error("an account, or one that was merged into it, still holds what is sealed")
		}
		logHolds(env)

		// Both WeChat accounts begin anew, as strangers to each other.
		if a, b := env.SignIn("ayinuer"), env.SignIn("ayinuer-new"); a.PersonID == home.PersonID ||
			b.PersonID == home.PersonID || a.PersonID == b.PersonID {
			t.Error("the past came back")
		}
	})
}

func logHolds(env *apptest.Env) {
	env.Helper()
	ctx := context.Background()
	if _, err := env.Server.Services.Audits.Sequence(ctx); err != nil {
		env.Fatal(err)
	}
	r, err := env.Server.Services.Audits.Verify(ctx, audits.Check{})
	if err != nil || len(r.Faults) > 0 || r.Size == 0 {
		env.Fatalf("the log does not hold: %v %v", r, err)
	}
}

type sessionRow struct {
	ID      models.ID `json:"id"`
	Current bool      `json:"current"`
}

func sessionsOf(c *apptest.Client) []sessionRow {
	var list struct{ Items []sessionRow }
	c.Get("/auth/sessions").Want(http.StatusOK).JSON(&list)
	return list.Items
}

// The sweep finds what is there: each place with a canary of its own.
func TestPlaintextSweepSees(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		env.SignIn("a").Put("/me", map[string]any{"nickname": "vogelkanarie"}).Want(http.StatusOK)
		want := map[string]string{"rows": "vogelkanarie", "log": "/api/v1/me", "metrics": "_count"}
		if env.Engine == apptest.SQLite {
			want["file test.db-wal"] = "vogelkanarie"
		} else {
			want["redis"] = "="
		}
		if err := os.WriteFile(filepath.Join(env.Files(), "leak"), []byte("vogelkanarie"), 0o600); err != nil {
			t.Fatal(err)
		}
		temp, err := os.CreateTemp("", "leak-")
		if err != nil {
			t.Fatal(err)
		}
		defer os.Remove(temp.Name())
		if _, err := temp.WriteString("vogelkanarie"); err != nil || temp.Close() != nil {
			t.Fatal(err)
		}
		want["file leak"], want["temp "+filepath.Base(temp.Name())] = "vogelkanarie", "vogelkanarie"
		all := places(env)
		for place, text := range want {
			if !strings.Contains(all[place], text) {
				t.Errorf("the sweep does not see %s", place)
			}
		}
	})
}
