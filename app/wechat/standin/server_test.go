package standin_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"xinjumin/app/wechat/standin"
	"xinjumin/models"
)

func ask(t *testing.T, s *standin.Server, method, target string) map[string]any {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	if w.Code != http.StatusOK {
		t.Fatal(w.Code)
	}
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func exchange(t *testing.T, s *standin.Server, change map[string]string) map[string]any {
	t.Helper()
	q := url.Values{
		"appid":      {"wxa"},
		"secret":     {"sa"},
		"js_code":    {"dev:alice:1"},
		"grant_type": {"authorization_code"},
	}
	for k, v := range change {
		q.Set(k, v)
	}
	return ask(t, s, http.MethodGet, "/sns/jscode2session?"+q.Encode())
}

func TestErrcodes(t *testing.T) {
	now := models.Instant(1_700_000_000_000)
	s := standin.New(map[string]string{"wxa": "sa", "wxb": "sb"}, func() models.Instant { return now })
	for name, c := range map[string]struct {
		change map[string]string
		want   float64
	}{
		"no appid":    {map[string]string{"appid": ""}, 41002},
		"no secret":   {map[string]string{"secret": ""}, 41004},
		"no code":     {map[string]string{"js_code": ""}, 41008},
		"bad appid":   {map[string]string{"appid": "wxc"}, 40013},
		"bad secret":  {map[string]string{"secret": "sb"}, 40125},
		"bad code":    {map[string]string{"js_code": "dev:alice"}, 40029},
		"not our own": {map[string]string{"js_code": s.Mint("wxb", "alice")}, 40029},
	} {
		if got := exchange(t, s, c.change)["errcode"]; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if exchange(t, s, nil)["openid"] != standin.OpenID("wxa", "alice") || exchange(t, s, nil)["errcode"] != 40163.0 {
		t.Error("a code is good once")
	}
	if standin.OpenID("wxa", "alice") == standin.OpenID("wxb", "alice") {
		t.Error("an openid belongs to one app")
	}
	minted := ask(t, s, http.MethodPost, "/dev/codes?appid=wxa&name=dora")["code"].(string)
	if exchange(t, s, map[string]string{"js_code": minted})["openid"] != standin.OpenID("wxa", "dora") {
		t.Error("a minted code is good")
	}
}

func TestOneCodeOneWinner(t *testing.T) {
	s := standin.New(map[string]string{"wxa": "sa"}, func() models.Instant { return 0 })
	var wg sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for range 20 {
		wg.Go(func() {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodGet,
				"/sns/jscode2session?appid=wxa&secret=sa&grant_type=authorization_code&js_code=dev:a:1", nil))
			var out map[string]any
			if json.Unmarshal(w.Body.Bytes(), &out) == nil && out["openid"] != nil {
				mu.Lock()
				won++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if won != 1 {
		t.Fatalf("%d winners", won)
	}
}
