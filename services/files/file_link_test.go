package files_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models/upload"
)

// Many at once get exactly what the day allows; an upload that is sent again
// is one file.
func TestFiles_quotaAndRetries(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		rule, _ := upload.RuleOf(upload.ActivityImage)
		statuses := map[string]int{}
		for _, r := range apptest.Race(int(rule.DayCount)+10, func(int) *apptest.Response {
			return scene.Upload(c, "activity_image", "me.png", scene.Drawing(16, 16))
		}) {
			statuses[fmt.Sprint(r.Status)+r.Code()]++
		}
		if statuses["201"] != int(rule.DayCount) || statuses["409file.quota_day"] != 10 {
			t.Errorf("%v", statuses)
		}
		if n := env.Count("SELECT COUNT(*) FROM files"); n != int(rule.DayCount) || len(blobs(env)) != 2*n {
			t.Errorf("%d rows, %d contents", n, len(blobs(env)))
		}
		// Deleting does not give the day back; the next day does.
		f := env.Count("SELECT COUNT(*) FROM files WHERE state = 'ready'")
		env.Exec("UPDATE files SET state = 'deleted', key_sealed = NULL, name_sealed = NULL, expires_at = created_at")
		sweep(env)
		if n := env.Count("SELECT COUNT(*) FROM files WHERE state = 'gone'"); n != f || len(blobs(env)) != 0 {
			t.Errorf("%d of %d gone, %d contents left", n, f, len(blobs(env)))
		}
		scene.Upload(c, "activity_image", "me.png", scene.Drawing(16, 16)).Reason(http.StatusConflict, "file.quota_day")
		env.Clock.Add(24 * time.Hour)
		c = env.SignIn("mei")
		keyed := c.With("Idempotency-Key", "try-1")
		answers := apptest.Race(6, func(int) *apptest.Response {
			return scene.Upload(keyed, "activity_image", "me.png", scene.Drawing(16, 16))
		})
		for _, r := range answers {
			if r.Status != http.StatusCreated || string(r.Body) != string(answers[0].Body) {
				t.Errorf("another answer: %s", r)
			}
		}
		scene.Upload(keyed, "activity_image", "me.png", scene.Drawing(17, 16)).
			Reason(http.StatusUnprocessableEntity, "idempotency.mismatch")
		if n := env.Count("SELECT COUNT(*) FROM files WHERE state <> 'gone'"); n != 1 || len(blobs(env)) != 2 {
			t.Errorf("%d rows, %d contents", n, len(blobs(env)))
		}
		env.Clock.Add(49 * time.Hour)
		sweep(env)
		sweep(env)
		if n := env.Count("SELECT COUNT(*) FROM files"); n != 1 { // the one that was ready counts for two more days
			t.Errorf("%d rows", n)
		}
	})
}

// A link opens one variant of one file for some minutes; a confidential file
// only for whom it was made, who is written down.
func TestFiles_links(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c, other := env.SignIn("mei"), env.SignIn("lan")
		open := uploaded(t, scene.Upload(c, "activity_image", "a", scene.Photo(40, 40)))
		twin := uploaded(t, scene.Upload(c, "activity_image", "a", scene.Photo(41, 40)))
		secret := uploaded(t, scene.Upload(c, "evidence", "工资条", scene.Photo(40, 40)))
		reads := func() int { return env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'file.read'") }

		for name, link := range map[string]string{
			"other file":    strings.Replace(open.URL, open.ID.String(), twin.ID.String(), 1),
			"other variant": strings.Replace(open.URL, "variant=full", "variant=thumb", 1),
			"no variant":    strings.Replace(open.URL, "variant=full", "variant=", 1),
			"later":         strings.Replace(open.URL, "expires=1", "expires=2", 1),
			"signature": open.URL[:len(open.URL)-1] +
				map[bool]string{true: "A", false: "E"}[strings.HasSuffix(open.URL, "E")],
			"no signature": open.URL[:strings.Index(open.URL, "&signature")],
			"nothing":      open.URL[:strings.Index(open.URL, "?")],
			"their thumb":  strings.Replace(secret.ThumbURL, secret.ID.String(), open.ID.String(), 1),
			"longer":       open.URL + "A",
		} {
			for _, who := range []*apptest.Client{env.Visitor(), c, other} {
				if got := follow(who, link); got.Code() != "request.not_found" {
					t.Errorf("%s: %d %s", name, got.Status, got.Code())
				}
			}
		}
		follow(env.Visitor(), open.URL).Want(http.StatusOK)
		follow(other, open.ThumbURL).Want(http.StatusOK)
		if reads() != 0 {
			t.Error("looks at a profile picture are recorded")
		}
		for _, who := range []*apptest.Client{env.Visitor(), other} {
			follow(who, secret.URL).Reason(http.StatusNotFound, "request.not_found")
			follow(who, secret.ThumbURL).Reason(http.StatusNotFound, "request.not_found")
		}
		got := follow(c, secret.URL).Want(http.StatusOK)
		follow(c, secret.ThumbURL).Want(http.StatusOK)
		c.Do(http.MethodHead, "/"+secret.URL, nil).Want(http.StatusOK)
		follow(c.With("If-None-Match", got.Header.Get("ETag")), secret.URL).Want(http.StatusNotModified)
		if reads() != 4 || env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'file.read' AND actor_id = ? AND object_id = ?`, c.PersonID, secret.ID) != 4 {
			t.Errorf("%d reads are recorded", reads())
		}
		other.Get("/files/"+secret.ID.String()).Reason(http.StatusNotFound, "request.not_found")
		other.Delete("/files/"+secret.ID.String()).Reason(http.StatusNotFound, "request.not_found")
		if got := c.Get("/files/" + open.ID.String()).
			Want(http.StatusOK); !strings.Contains(string(got.Body), "signature") {
			t.Error(got)
		}

		env.Exec("UPDATE files SET moderation = 'blocked' WHERE id = ?", twin.ID)
		follow(c, twin.URL).Reason(http.StatusForbidden, "file.blocked")
		env.Exec(`UPDATE files
			SET subject_kind = 'dispute', subject_id = ?, attached_at = 1, expires_at = NULL
			WHERE id = ?`, scene.NewID(), secret.ID)
		c.Delete("/files/"+secret.ID.String()).Reason(http.StatusConflict, "file.attached")
		c.Delete("/files/" + open.ID.String()).Want(http.StatusNoContent)
		c.Delete("/files/"+open.ID.String()).Reason(http.StatusNotFound, "request.not_found")
		follow(c, open.URL).Reason(http.StatusNotFound, "request.not_found")
		if env.Count(`SELECT COUNT(*) FROM files
			WHERE state = 'deleted' AND key_sealed IS NULL AND name_sealed IS NULL`) != 1 {
			t.Error("the key of a deleted file is still there")
		}
		env.Clock.Set(secret.URLExpiresAt - 1)
		follow(c, secret.URL).Want(http.StatusOK)
		env.Clock.Set(secret.URLExpiresAt)
		follow(c, secret.URL).Reason(http.StatusForbidden, "file.link_expired")
		follow(env.Visitor(), twin.URL).Reason(http.StatusForbidden, "file.link_expired")
		if life := secret.URLExpiresAt.Sub(secret.CreatedAt); life < 5*time.Minute || life > 10*time.Minute {
			t.Errorf("links live for %v", life)
		}
		env.Clock.Add(48 * time.Hour)
		sweep(env)
		if len(blobs(env)) != 2 { // what is attached stays
			t.Errorf("%d contents", len(blobs(env)))
		}
	})
}

// A crash between row and content, a content that was exchanged or cut behind
// our back, a store that is gone: swept, noticed, and told.
func TestFiles_faults(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		a, b := uploaded(t, scene.Upload(c, "evidence", "a", scene.Photo(30, 30))),
			uploaded(t, scene.Upload(c, "evidence", "b", scene.Photo(30, 30)))
		disk := blobs(env)
		place := func(f fileAnswer) string {
			for path := range disk {
				if strings.HasSuffix(path, f.ID.String()+".full") {
					return path
				}
			}
			t.Fatal("no content of ", f.ID)
			return ""
		}
		write := func(path string, content []byte) {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for name, content := range map[string][]byte{"exchanged": disk[place(b)], "cut": disk[place(a)][:100],
			"empty": nil} {
			write(place(a), content)
			follow(c, a.URL).Reason(http.StatusInternalServerError, "service.internal")
			if env.Count(`SELECT COUNT(*) FROM audit_events
				WHERE action = 'sealed.unreadable' AND object_id = ?`, a.ID) == 0 {
				t.Errorf("%s: not in the trail", name)
			}
		}
		if err := os.Remove(place(b)); err != nil {
			t.Fatal(err)
		}
		follow(c, b.URL).Reason(http.StatusInternalServerError, "service.internal")

		// Killed after the row, in the middle of the content.
		env.Exec("UPDATE files SET state = 'pending', expires_at = created_at + 3600000 WHERE id = ?", a.ID)
		write(place(a)+".writing", []byte("half"))
		sweep(env)
		c.Get("/files/" + a.ID.String()).Want(http.StatusNotFound)
		if n := env.Count("SELECT COUNT(*) FROM files WHERE state = 'pending'"); n != 1 {
			t.Error("a running upload was swept")
		}
		env.Clock.Add(time.Hour)
		sweep(env)
		for path := range blobs(env) {
			if strings.Contains(path, a.ID.String()) {
				t.Errorf("left behind: %s", path)
			}
		}
		// The store is gone: no row is left, and the person is told to wait.
		c = env.SignIn("mei")
		before := env.Count("SELECT COUNT(*) FROM files")
		if err := os.RemoveAll(env.Files()); err != nil {
			t.Fatal(err)
		}
		if r := scene.Upload(c, "activity_image", "x", scene.Photo(8, 8)).
			Reason(http.StatusServiceUnavailable, "file.store_unavailable"); r.Header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
		if n := env.Count("SELECT COUNT(*) FROM files"); n != before {
			t.Errorf("%d rows, %d before", n, before)
		}
		env.Visitor().Get("//readyz").Want(http.StatusOK).Contains("degraded")
	})
}

// A person who closes the account takes the files along; evidence stays with its case.
func TestFiles_closing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := env.SignIn("mei")
		uploaded(t, scene.Upload(c, "activity_image", "a", scene.Photo(20, 20)))
		kept := uploaded(t, scene.Upload(c, "evidence", "b", scene.Photo(20, 20)))
		env.Exec(`UPDATE files
			SET subject_kind = 'dispute', subject_id = ?, attached_at = 1, expires_at = NULL
			WHERE id = ?`, scene.NewID(), kept.ID)
		if r := c.Delete("/me?confirm=close"); r.Status/100 != 2 {
			t.Fatal(r)
		}
		if n := env.Count("SELECT COUNT(*) FROM files WHERE key_sealed IS NOT NULL"); n != 1 {
			t.Errorf("%d files can still be read", n)
		}
		sweep(env)
		for path := range blobs(env) {
			if !strings.Contains(path, kept.ID.String()) {
				t.Errorf("left behind: %s", path)
			}
		}
	})
}
