package cli_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/cli"
	"xinjumin/services"
)

// result is what one command line did.
type result struct {
	t        *testing.T
	args     []string
	code     int
	out, err string
}

// run carries out one command line in an environment of its own.
func run(t *testing.T, env map[string]string, args ...string) result {
	t.Helper()
	var out, errOut bytes.Buffer
	code := cli.Run(t.Context(), args, lines(env), &out, &errOut)
	return result{t, args, code, out.String(), errOut.String()}
}

func lines(env map[string]string) []string {
	var list []string
	for name, value := range env {
		list = append(list, name+"="+value)
	}
	return list
}

// works checks that it succeeded and said these things.
func (r result) works(says ...string) result {
	r.t.Helper()
	if r.code != 0 {
		r.t.Fatalf("%v: exit %d: %s", r.args, r.code, r.err)
	}
	return r.says(r.out, says)
}

// fails checks that it failed and why.
func (r result) fails(says ...string) result {
	r.t.Helper()
	if r.code == 0 {
		r.t.Fatalf("%v succeeded: %s", r.args, r.out)
	}
	return r.says(r.err, says)
}

func (r result) says(text string, says []string) result {
	r.t.Helper()
	for _, s := range says {
		if !strings.Contains(text, s) {
			r.t.Errorf("%v does not say %q: %s", r.args, s, text)
		}
	}
	return r
}

// An operator who starts the server with nothing prepared hears everything that is
// missing, at once, and not the help.
func TestServeWithEmptyEnvironmentListsEveryFault(t *testing.T) {
	for _, verb := range []string{"serve", "check", "migrate", "seed"} {
		r := run(t, nil, verb).fails("DATABASE_URL", "KEY_RING", "PUBLIC_URL", "WECHAT_APP_ID", "WECHAT_APP_SECRET")
		if strings.Contains(r.err+r.out, "Usage") {
			t.Errorf("%s prints its help instead of the faults alone: %s", verb, r.err)
		}
	}
	run(t, map[string]string{"APP_ENV": "prod", "BODY_LIMIT": "big", "HTTP_ADDR": "8080"}, "serve").
		fails("APP_ENV", "BODY_LIMIT", "HTTP_ADDR", "DATABASE_URL")
}

// Secrets that everybody knows are no secrets.
func TestProductionRefusesKnownSecrets(t *testing.T) {
	env := production(t)
	env["KEY_RING"] = strings.ReplaceAll(strings.TrimSpace(services.DemoKeyRing()), "\n", ",")
	env["WECHAT_APP_SECRET"] = "0123456789abcdef0123456789abcdef"
	r := run(t, env, "check").fails("demonstration", "WECHAT_APP_SECRET")
	if strings.Contains(r.err, env["WECHAT_APP_SECRET"]) {
		t.Error("the secret is printed")
	}
}

func TestDemoStaysOnThisMachine(t *testing.T) {
	demo := []string{"demo", "--data", t.TempDir(), "--addr"}
	run(t, map[string]string{"APP_ENV": "production"}, append(demo, "127.0.0.1:0")...).fails("APP_ENV=production")
	for _, addr := range []string{"0.0.0.0:0", "[::]:0", ":0", "192.0.2.1:0", "example.org:0", "127.0.0.1"} {
		run(t, nil, append(demo, addr)...).fails("error")
	}
}

func TestKeys(t *testing.T) {
	first, second := run(t, nil, "keys").works(), run(t, nil, "keys").works()
	if first.out == second.out {
		t.Fatal("two rings are the same")
	}
	if err := services.CheckKeyRing(first.out, true); err != nil {
		t.Error(err)
	}
	rotating := first.out + run(t, nil, "keys", "--root").works().out
	if err := services.CheckKeyRing(rotating, true); err != nil || strings.Count(rotating, ":root:") != 2 {
		t.Errorf("a ring with one more root: %v\n%s", err, rotating)
	}
}

func TestOpenAPINeedsNoEnvironment(t *testing.T) {
	var document struct {
		OpenAPI string                    `json:"openapi"`
		Paths   map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal([]byte(run(t, nil, "openapi").works().out), &document); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(document.OpenAPI, "3.1") || len(document.Paths) < 50 ||
		document.Paths["/api/v1/disputes"]["post"] == nil {
		t.Errorf("openapi %s with %d paths", document.OpenAPI, len(document.Paths))
	}
	run(t, nil, "openapi", "--yaml").works("openapi: 3.1", "/api/v1/disputes:")
	run(t, nil, "openapi", "--zh").works(`"summary":"用自己的话申请调解，可写可说"`)
}

func TestEveryVerbHasHelp(t *testing.T) {
	list := run(t, nil).works().out
	for _, verb := range []string{"demo", "serve", "migrate", "seed", "grant", "check", "keys", "openapi", "version"} {
		if !strings.Contains(list, "\n  "+verb+" ") {
			t.Errorf("%s is not in the list of verbs: %s", verb, list)
		}
		run(t, nil, verb, "--help").works("Usage:", verb)
	}
	run(t, nil, "version").works("xinjumin " + cli.Version)
	run(t, nil, "nonsense").fails("nonsense")
	run(t, nil, "serve", "now").fails("now")
	run(t, nil, "grant").fails("person")
}

func get(t *testing.T, url, token string, into any) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v: %s", url, res.StatusCode, err, body)
	}
	if err := json.Unmarshal(body, into); err != nil {
		t.Fatalf("%s: %v: %s", url, err, body)
	}
}
