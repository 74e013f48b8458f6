package people_test

import (
	"errors"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Whatever stands where a token should, it opens nothing and breaks nothing.
func FuzzBearer(f *testing.F) {
	env := apptest.New(f, apptest.SQLite)
	alice := env.SignIn("alice")
	for _, seed := range []string{alice.Token, alice.Refresh, "", ".", "..", "e30.e30.", alice.Token + ".",
		alice.Token[:len(alice.Token)-1]} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		actor, err := env.Server.Services.Authenticate(t.Context(), text)
		if text == alice.Token {
			if err != nil || actor.PersonID != alice.PersonID {
				t.Fatalf("the token itself: %v", err)
			}
			return
		}
		var refusal *models.Error
		if !errors.As(err, &refusal) || refusal.Code != models.CodeUnauthenticated || actor.SignedIn() {
			t.Errorf("%q: %v", text, err)
		}
	})
}
