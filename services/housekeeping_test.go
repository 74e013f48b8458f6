package services_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
)

func TestPurge(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		ctx := context.Background()
		person := env.SignIn("person")
		person.With("Idempotency-Key", "k").Post("/notifications/read", map[string]any{}).Want(http.StatusOK)
		count := func(table string) int { return env.Count("SELECT COUNT(*) FROM " + table) }
		if p, err := env.Server.Services.Purge(ctx); err != nil || p.RefreshTokens != 0 || p.Sessions != 0 {
			t.Fatalf("purged what lives: %+v %v", p, err)
		}
		env.Clock.Add(15 * 24 * time.Hour)
		if _, err := env.Server.Services.Purge(ctx); err != nil {
			t.Fatal(err)
		}
		if n := count("idempotency_keys") + count("refresh_tokens"); n != 0 {
			t.Errorf("%d dead rows stayed", n)
		}
		if n := count("sessions"); n != 1 {
			t.Errorf("the log of sessions has %d rows, want 1 for half a year", n)
		}
		env.Clock.Add(200 * 24 * time.Hour)
		if p, err := env.Server.Services.Purge(ctx); err != nil || p.Sessions != 1 {
			t.Errorf("after half a year: %+v %v", p, err)
		}
	})
}
