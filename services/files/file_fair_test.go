package files_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/app/server"
)

// hold begins so many large uploads that do not go on. The server has judged each by
// its header when this returns.
func hold(t *testing.T, env *apptest.Env, c *apptest.Client, n int) []*line {
	t.Helper()
	held := make([]*line, n)
	for i := range held {
		held[i] = dial(t, env)
		held[i].begin(t, c.Token, 2<<20, "Expect: 100-continue\r\n")
		if text, err := held[i].r.ReadString('\n'); err != nil || !strings.Contains(text, "100 Continue") {
			t.Fatal(text, err)
		}
		_, _ = held[i].r.Discard(2)
	}
	return held
}

// A few accounts that take as many places as they get, and send nothing, keep nobody
// out who has none.
func TestFiles_fewKeepNobodyOut(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for i := range 6 {
			hold(t, env, env.SignIn(fmt.Sprint("greedy ", i)), 5)
		}
		big := bytes.Repeat([]byte("x"), 2<<20)
		scene.Upload(env.SignIn("mei"), "evidence", "x", big).Reason(http.StatusUnprocessableEntity, "file.kind")
	})
}

// A client that sends a header and no body, or no more of it, is let go long before the time of
// a transfer is over, and the place is free.
func TestFiles_stalledUploads(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("greedy")
		held := hold(t, env, c, 4)
		if _, err := held[0].Write([]byte("--b\r\n")); err != nil {
			t.Fatal(err)
		}
		for i, l := range held {
			if status, body := l.answer(t); status != http.StatusRequestTimeout {
				t.Errorf("%d: %d %s", i, status, body)
			}
		}
		big := bytes.Repeat([]byte("x"), 2<<20)
		scene.Upload(c, "evidence", "x", big).Reason(http.StatusUnprocessableEntity, "file.kind")
	}, apptest.With(func(o *server.Options) { o.HTTP.Patience = time.Second }))
}

// Pictures that break while they are unpacked cost the day's quota, as others do: else
// somebody could keep the one decoder busy for nothing.
func TestFiles_spoiltPicturesCount(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		cut := scene.Photo(300, 300)
		cut = cut[:len(cut)/2]
		for range 60 {
			scene.Upload(c, "activity_image", "x", cut).Reason(http.StatusUnprocessableEntity, "file.unreadable")
		}
		scene.Upload(c, "activity_image", "x", cut).Reason(http.StatusConflict, "file.quota_day")
		uploaded(t, scene.Upload(c, "evidence", "x", scene.Photo(8, 8)))
		env.Clock.Add(48 * time.Hour)
		sweep(env)
		if n := env.Count("SELECT COUNT(*) FROM files WHERE purpose = 'activity_image'"); n != 0 {
			t.Errorf("%d rows are left of it", n)
		}
	})
}
