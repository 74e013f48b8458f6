package services_test

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/models"
	"xinjumin/services"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/rekey"
)

type object = map[string]any

const keyVillage models.RegionCode = "330602005206"

// rings is an application whose ring a test can change between processes.
type rings struct {
	*apptest.Env
	text string
}

func eachRing(t *testing.T, test func(t *testing.T, r *rings)) {
	r := map[apptest.Engine]*rings{apptest.SQLite: {}, apptest.MariaDB: {}}
	for e := range r {
		text, err := services.GenerateKeyRing(rand.Reader, "2026-01-01")
		if err != nil {
			t.Fatal(err)
		}
		r[e].text = text
	}
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		r := r[env.Engine]
		r.Env = env
		if err := env.Server.Services.MarkKeys(context.Background()); err != nil {
			t.Fatal(err)
		}
		test(t, r)
	}, apptest.With(func(o *server.Options) {
		e := apptest.SQLite
		if o.Dialect == "mysql" {
			e = apptest.MariaDB
		}
		o.KeyRing = r[e].text
	}))
}

// process starts one more process with a ring and gives it without the check
// that precedes serving.
func (r *rings) process(text string) *apptest.Env {
	r.Helper()
	r.text = text
	return r.Second()
}

func (r *rings) fits(env *apptest.Env) error {
	return env.Server.Services.CheckKeys(context.Background())
}

func number(n int) string { return models.WithIDCheck(fmt.Sprintf("33009919900101%03d", n)) }

func name(n int) string {
	const letters = "甲乙丙丁戊己庚辛壬癸"
	run := []rune(letters)
	return "张" + string(run[n/100%10]) + string(run[n/10%10]) + string(run[n%10])
}

// submits signs somebody in and puts an identity under review.
func submits(env *apptest.Env, who string, n int) (*apptest.Client, *apptest.Response) {
	c := &apptest.Client{}
	*c = *env.SignIn(who)
	c.Put("/me", object{"region_code": keyVillage}).Want(http.StatusOK)
	return c, c.Post("/me/identity", object{"name": name(n), "id_number": number(n)})
}

func keyOf(t *testing.T, line string) []byte {
	t.Helper()
	id, err := hex.DecodeString(line[:8])
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestEverySealedColumnIsWalked(t *testing.T) {
	declared := map[string]bool{}
	for _, c := range keyring.Columns() {
		declared[c.String()] = true
		if !rekey.KnowsSealed(c.String()) {
			t.Errorf("the store cannot walk %s", c)
		}
	}
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		query := "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
		if env.Engine == apptest.SQLite {
			query = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
		}
		rows, err := env.DB().Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		found := 0
		for rows.Next() {
			var table, column string
			if err := rows.Scan(&table, &column); err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(column, "_sealed") {
				continue
			}
			found++
			if !declared[table+"."+column] {
				t.Errorf("%s.%s is not in keyring.Columns: a change of keys would leave it behind", table, column)
			}
		}
		if err := rows.Err(); err != nil || found != len(declared) {
			t.Errorf("%d sealed columns in the schema, %d declared (%v)", found, len(declared), err)
		}
	})
}

// The root changes while eight people write; the walk is killed and run again.
func TestReseal(t *testing.T) {
	eachRing(t, func(t *testing.T, r *rings) {
		ctx := context.Background()
		line, err := services.GenerateRootKey(rand.Reader, "2026-12-01")
		if err != nil {
			t.Fatal(err)
		}
		first := strings.Split(r.text, "\n")
		announced := r.process(r.text + line)
		people := make([]*apptest.Client, 12)
		for i := range people {
			var got *apptest.Response
			people[i], got = submits(announced, fmt.Sprintf("before%d", i), i)
			got.Want(http.StatusOK)
		}
		text, err := services.PromoteRoot(r.text, line[:8])
		if err != nil {
			t.Fatal(err)
		}
		now := r.process(text)
		if err := now.Server.Services.MarkKeys(ctx); err != nil {
			t.Fatal(err)
		}
		written, finish := writers(t, now)

		killed, kill := context.WithCancel(ctx)
		_, err = now.Server.Services.Reseal(killed, func(string, int, int) { kill() })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the killed walk: %v", err)
		}
		people[0].On(now).Get("/me").Want(http.StatusOK) // a token of the old key
		people[1].On(announced).Get("/me").Want(http.StatusOK)
		out, err := now.Server.Services.Reseal(ctx, func(string, int, int) {})
		written.wait(20)
		finish()
		if err != nil || !out.Done() || out.Values == 0 {
			t.Fatalf("resumed: %+v %v", out, err)
		}
		for _, c := range keyring.Columns() {
			if n := r.Count("SELECT COUNT(*) FROM "+c.Table+" WHERE "+c.Name+" IS NOT NULL AND SUBSTR("+c.Name+
				", 3, 4) <> ?", keyOf(t, line)); n != 0 {
				t.Errorf("%s: %d values under the old key", c, n)
			}
		}
		last := r.process(strings.Replace(line, ":retiring:", ":active:", 1) + first[1])
		if err := r.fits(last); err != nil {
			t.Fatal(err)
		}
		for i := range people {
			c := last.SignIn(fmt.Sprintf("before%d", i))
			c.Get("/me").Want(http.StatusOK).Contains(name(i)[:3])
		}
		if _, again := submits(last, "thief", 3); again.Code() != "identity.taken" {
			t.Error("the number of another: ", again)
		}
	})
}

// counter counts what writers have done.
type counter struct {
	n    atomic.Int64
	more chan struct{}
}

// wait returns when so many writes are done.
func (c *counter) wait(n int64) {
	for c.n.Load() < n {
		<-c.more
	}
}

// writers lets eight people register one after another until finish; each also
// tries a number that is taken.
func writers(t *testing.T, env *apptest.Env) (written *counter, finish func()) {
	ctx, cancel := context.WithCancel(context.Background())
	written = &counter{more: make(chan struct{}, 1)}
	var all sync.WaitGroup
	for w := range 8 {
		all.Go(func() {
			for n := 100 + w; n < 900 && ctx.Err() == nil; n += 8 {
				token := &apptest.Client{}
				*token = *env.Visitor()
				var in struct {
					AccessToken string `json:"access_token"`
				}
				got := token.Post("/auth/wechat", object{"code": apptest.Code(fmt.Sprintf("writer%d", n))})
				if got.Status != http.StatusOK {
					t.Error(got)
					return
				}
				got.JSON(&in)
				token.Token = in.AccessToken
				for _, got := range []*apptest.Response{
					token.Put("/me", object{"region_code": keyVillage}),
					token.Post("/me/identity", object{"name": name(n), "id_number": number(n)}),
					token.Get("/me"),
				} {
					if got.Status != http.StatusOK {
						t.Error(got)
						return
					}
				}
				written.n.Add(1)
				select {
				case written.more <- struct{}{}:
				default:
				}
			}
		})
	}
	return written, func() { cancel(); all.Wait() }
}
