package standin_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"xinjumin/app/wechat/standin"
	"xinjumin/models"
)

func post(t *testing.T, s *standin.Server, target, body string) map[string]any {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, target, strings.NewReader(body)))
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestStableTokens(t *testing.T) {
	now := models.Instant(1_700_000_000_000)
	s := standin.New(map[string]string{"wxa": "sa", "wxb": "sb"}, func() models.Instant { return now })
	const path = "/cgi-bin/stable_token"
	good := `{"grant_type":"client_credential","appid":"wxa","secret":"sa"}`
	for body, want := range map[string]float64{
		`{`: 41002, `{}`: 41002, `{"appid":"wxa"}`: 41004, `{"appid":"wxc","secret":"sa"}`: 40013,
		`{"appid":"wxa","secret":"sb"}`: 40125, `{"appid":"wxa","secret":"sa"}`: 40002,
	} {
		if got := post(t, s, path, body)["errcode"]; got != want {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
	first := post(t, s, path, good)
	now = now.Add(time.Hour)
	if again := post(t, s, path, good); again["access_token"] != first["access_token"] ||
		again["expires_in"] != 3600.0 {
		t.Errorf("normal mode gave %v after %v", again, first)
	}
	now = now.Add(55 * time.Minute)
	next := post(t, s, path, good)
	if next["access_token"] == first["access_token"] {
		t.Error("no successor in the last minutes")
	}
	ask := func(token any, nonce string) any {
		text, _ := token.(string)
		return post(t, s, "/wxa/business/getuserphonenumber?access_token="+text,
			`{"code":"phone:alice:`+nonce+`"}`)["errcode"]
	}
	if ask(first["access_token"], "1") != 0.0 || ask(next["access_token"], "2") != 0.0 {
		t.Error("both are good in the last minutes")
	}
	now = now.Add(5 * time.Minute)
	if got := ask(first["access_token"], "3"); got != 42001.0 {
		t.Errorf("an expired token: %v", got)
	}
	s.RotateTokens()
	if got := ask(next["access_token"], "3"); got != 40001.0 {
		t.Errorf("a rotated token: %v", got)
	}
	if got := ask(nil, "3"); got != 41001.0 {
		t.Errorf("no token: %v", got)
	}
}
