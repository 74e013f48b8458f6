package matrix_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/routes/httpapi"
)

// The document shows one answer of each operation. They are recorded here, from the calls
// of the matrix, so that none is invented; what differs from run to run has a stand-in.

const examplesFile = "../examples.json"

// What would be another one the next time, or opens something.
var (
	anyID      = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)
	anyScene   = regexp.MustCompile(`^[a-km-np-z2-9]{16}$`)
	anyTail    = regexp.MustCompile(` [0-9a-f]{12}$`) // by which tests tell organizations apart
	anyHash    = regexp.MustCompile(`\b[0-9a-f]{64}\b`)
	anyToken   = regexp.MustCompile(`eyJ[\w-]+\.|^[A-Za-z0-9_-]{43,}$`)
	standInIDs = "01990000-0000-7000-8000-%012d"
)

// withoutExample are the answers that no test has got as a whole, each with its reason.
var withoutExample = map[string]string{
	"readExport":           "a file that is streamed, and all of one's data",
	"upholdModerationCase": "its scenario ends with the other decision, which has an example",
}

// standIns are what stands for a secret, by the name of its field.
var standIns = map[string]string{
	"access_token": "这里是访问令牌", "refresh_token": "这里是续期令牌", "token": "这里是令牌", "secret": "这里是密码",
	"next_cursor": "这里是下一页的位置", "digits": "27", "phone": "15600000000", "hash": "这里是校验值", "signature": "这里是签名",
	"public_key": "这里是公钥", "qr_png": "iVBORw0KGgo=", "url": "/files/这里是链接", "thumb_url": "/files/这里是链接",
	"request_id": "这里是请求编号",
}

// exampleMax bounds the texts of an example, in characters.
const exampleMax = 64

// tidied gives an answer as it is shown: lists of one, stable, without a secret.
type tidied struct{ ids map[string]string }

func (d tidied) value(name string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) { // ids are numbered in this order
			v[key] = d.value(key, v[key])
		}
	case []any:
		if len(v) > 1 {
			if _, texts := v[0].(string); !texts {
				v = v[:1]
			}
		}
		for i, one := range v {
			v[i] = d.value(name, one)
		}
		return v
	case string:
		return d.text(name, v)
	}
	return v
}

func (d tidied) text(name, s string) string {
	if stand, ok := standIns[name]; ok && s != "" {
		return stand
	}
	switch {
	case anyScene.MatchString(s):
		return "k7m2qd9xw3ha4tpe"
	case name == "code" && len(s) == 6 && strings.Trim(s, "0123456789") == "":
		return "204813"
	case name == "code" && len(s) == 8 && strings.ToUpper(s) == s && strings.Trim(s, "0123456789") != "":
		return "K7M2QD9X" // of a person, or of a committee
	}
	s = anyHash.ReplaceAllString(anyTail.ReplaceAllString(s, ""), strings.Repeat("0", 64))
	s = anyID.ReplaceAllStringFunc(s, func(id string) string {
		if d.ids[id] == "" {
			d.ids[id] = fmt.Sprintf(standInIDs, len(d.ids)+1)
		}
		return d.ids[id]
	})
	if runes := []rune(s); len(runes) > exampleMax {
		s = string(runes[:exampleMax]) + "…"
	}
	return s
}

// recorded calls an operation as everybody who may, and gives the answer that tells most:
// the one with the most fields, the first of several. Of an act the first success is taken.
func (w *accessFixture) recorded(r httpapi.Registered, snapshot *snapshot) any {
	var best any
	most := -1
	for _, row := range rowsOf(r.ID, matrix) {
		for _, c := range w.cells(r, row) {
			if c.near != "own" && c.near != "" || c.status != 0 {
				continue
			}
			got := w.call(c)
			if r.Method != http.MethodGet {
				snapshot.restore()
			}
			var body any
			if got.Status != r.Status || json.Unmarshal(got.Body, &body) != nil {
				continue
			}
			if n := len(fieldsOf(got.Body)); n > most {
				best, most = body, n
			}
			if r.Method != http.MethodGet {
				return best
			}
		}
	}
	return best
}

// answersOf gives the answers that other tests have left, by operation, in the folder that
// TEST_ANSWERS names.
func answersOf(t *testing.T, id string) any {
	text, err := os.ReadFile(filepath.Join(os.Getenv("TEST_ANSWERS"), id+".json"))
	if err != nil {
		return nil
	}
	var body any
	if err := json.Unmarshal(text, &body); err != nil {
		t.Errorf("%s: %v", id, err)
	}
	return body
}

// recordExamples writes the file anew. What the matrix does not reach keeps what it has, or
// gets what another test has left.
func recordExamples(t *testing.T, w *accessFixture) {
	bodies := map[string]any{}
	if kept, err := os.ReadFile(examplesFile); err == nil {
		if err := json.Unmarshal(kept, &bodies); err != nil {
			t.Fatal(err)
		}
	}
	snapshot := takeSnapshot(w.Env)
	answers := w.Server.API.Answers()
	maps.DeleteFunc(bodies, func(id string, _ any) bool { return !slices.Contains(answers, id) })
	for _, r := range w.Server.API.Routes() {
		if !slices.Contains(answers, r.ID) {
			continue
		}
		if body := w.recorded(r, snapshot); body != nil {
			bodies[r.ID] = body
		} else if bodies[r.ID] == nil {
			if body = answersOf(t, r.ID); body == nil && withoutExample[r.ID] != "" {
				continue
			} else if body == nil {
				t.Errorf("the matrix does not reach an answer of %s: TEST_ANSWERS tells of others", r.ID)
				continue
			}
			bodies[r.ID] = body
		}
		bodies[r.ID] = tidied{map[string]string{}}.value("", bodies[r.ID])
	}
	var out bytes.Buffer
	out.WriteString("{")
	for i, id := range slices.Sorted(maps.Keys(bodies)) {
		line, err := json.Marshal(bodies[id])
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n%q: %s", id, line)
	}
	out.WriteString("\n}\n")
	if err := os.WriteFile(examplesFile, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestExamples demands one example of each answer, that its schema allows and that holds
// nothing secret.
//
//	go test ./routes/matrix -run TestExamples -update
//
// Of an operation that the matrix does not carry out, the scenario tests of its area leave
// an answer before that:
//
//	TEST_ANSWERS=/some/folder go test ./services/...
//	TEST_ANSWERS=/some/folder go test ./routes/matrix -run TestExamples -update
func TestExamples(t *testing.T) {
	if *update {
		recordExamples(t, startWithFixture(t, nil))
		t.Skip("recorded: what is compared is built in")
	}
	env := apptest.New(t, apptest.SQLite)
	for _, fault := range env.Server.API.CheckExamples() {
		id, missing := strings.CutSuffix(fault.Error(), " has no example")
		if !missing || withoutExample[id] == "" {
			t.Error(fault)
		}
	}
	raw, err := os.ReadFile(examplesFile)
	if err != nil {
		t.Fatal(err)
	}
	var bodies map[string]any
	if err := json.Unmarshal(raw, &bodies); err != nil {
		t.Fatal(err)
	}
	for id, body := range bodies {
		eachText("", body, func(name, s string) {
			stand, secret := standIns[name]
			if secret && s != "" && s != stand || anyToken.MatchString(s) && strings.Trim(s, "0") != "" {
				t.Errorf("the example of %s shows %s: %q", id, name, s)
			}
		})
	}
}

func eachText(name string, v any, see func(name, s string)) {
	switch v := v.(type) {
	case map[string]any:
		for key, one := range v {
			eachText(key, one, see)
		}
	case []any:
		for _, one := range v {
			eachText(name, one, see)
		}
	case string:
		see(name, v)
	}
}
