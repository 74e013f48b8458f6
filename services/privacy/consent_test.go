package privacy_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// consents reads the list by purpose.
func consents(c *apptest.Client) map[string]consentRow {
	var list struct{ Items []consentRow }
	c.Get("/me/consents").Want(http.StatusOK).JSON(&list)
	out := map[string]consentRow{}
	for _, row := range list.Items {
		out[row.Purpose] = row
	}
	return out
}

type consentRow struct {
	Purpose      string          `json:"purpose"`
	Version      int64           `json:"version"`
	State        string          `json:"state"`
	Offered      bool            `json:"offered"`
	GivenVersion *int64          `json:"given_version"`
	GivenAt      *models.Instant `json:"given_at"`
	WithdrawnAt  *models.Instant `json:"withdrawn_at"`
}

func TestConsentIsGivenAndWithdrawn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang, other := env.SignIn("fang"), env.SignIn("other")
		all := consents(fang)
		if len(all) != len(models.Purposes()) {
			t.Fatalf("%d purposes", len(all))
		}
		for _, c := range all {
			if c.State != "none" || c.GivenAt != nil {
				t.Errorf("nobody has consented yet: %+v", c)
			}
		}
		fang.Get("/me/consents").Want(http.StatusOK).Contains("只用来帮流动党员").Contains("Nobody is searched, filtered")

		scene.Consent(fang, "skills").Want(http.StatusOK).Contains(`"state":"given"`).Contains(`"given_version":1`)
		first := *consents(fang)["skills"].GivenAt
		env.Clock.Add(time.Minute)
		scene.Consent(fang, "skills").Want(http.StatusOK) // the same again
		if got := *consents(fang)["skills"].GivenAt; got != first {
			t.Errorf("a consent that is repeated moved from %s to %s", first, got)
		}
		for _, wrong := range []int{2, 99} {
			fang.Put("/me/consents/ethnicity", map[string]any{"version": wrong}).Reason(409, "consent.outdated")
		}
		fang.Put("/me/consents/ethnicity", map[string]any{}).Reason(422, "request.invalid")
		fang.Put("/me/consents/blood_group", map[string]any{"version": 1}).Reason(404, "request.not_found")
		fang.Delete("/me/consents/blood_group").Reason(404, "request.not_found")

		// Neither what was never given nor what has ended can be withdrawn; it is no error.
		fang.Delete("/me/consents/address").Want(http.StatusOK).Contains(`"state":"none"`).Contains(`"erased":[]`)
		fang.Delete("/me/consents/skills").Want(http.StatusOK).Contains(`"state":"withdrawn"`)
		fang.Delete("/me/consents/skills").Want(http.StatusOK).Contains(`"state":"withdrawn"`)
		scene.Consent(fang, "skills").Want(http.StatusOK).Contains(`"withdrawn_at":null`)
		// No ban takes the right away to withdraw and to correct.
		scene.Consent(other, "skills").Want(http.StatusOK)
		env.Exec("UPDATE persons SET account_banned_until = ? WHERE id = ?", int64(env.Clock.Now().Add(time.Hour)),
			other.PersonID)
		scene.Consent(other, "address").Want(http.StatusForbidden)
		other.Put("/me/profile", map[string]any{"skills": nil}).Want(http.StatusOK)
		other.Delete("/me/consents/skills").Want(http.StatusOK)
		env.Exec("UPDATE persons SET account_banned_until = NULL")
		if s := consents(other)["skills"].State; s != "withdrawn" {
			t.Errorf("somebody else's consent is %s", s)
		}
		if n := env.Count("SELECT COUNT(*) FROM consents WHERE person_id = ? AND purpose = 'skills'",
			fang.PersonID); n != 2 {
			t.Errorf("%d givings in the ledger", n)
		}
		for action, want := range map[string]int{"consent.give": 3, "consent.withdraw": 2} {
			if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done'",
				action); n != want {
				t.Errorf("%d rows of %s, want %d", n, action, want)
			}
		}
	})
}

// A closed account has no consent that holds, and nothing that rested on one.
func TestClosingEndsConsents(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang := env.SignIn("fang")
		scene.ConsentToAll(fang)
		fang.Put("/me/profile", scene.FullProfile()).Want(http.StatusOK)
		fang.Delete("/me?confirm=close").Want(http.StatusOK)
		if n := env.Count("SELECT (SELECT COUNT(*) FROM profiles) + (SELECT COUNT(*) FROM profile_skills)"); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		if n := env.Count(`SELECT COUNT(*) FROM consents
			WHERE live_key IS NULL AND end_reason = 'closed'`); n != len(models.Purposes())-1 {
			t.Errorf("%d consents ended by the closing", n)
		}
		if again := consents(env.SignIn("fang")); again["skills"].State != "none" {
			t.Errorf("the new account has %+v", again["skills"])
		}
	})
}

// A consent to another text than the present one counts no longer, and is
// renewed by a row of its own.
func TestConsentToAnOldTextIsOutdated(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang := env.SignIn("fang")
		scene.Consent(fang, "be_found").Want(http.StatusOK)
		env.Exec("UPDATE consents SET version = 7 WHERE person_id = ?", fang.PersonID)
		if c := consents(fang)["be_found"]; c.State != "outdated" || *c.GivenVersion != 7 || c.WithdrawnAt != nil {
			t.Fatalf("%+v", c)
		}
		fang.Put("/me/consents/be_found", map[string]any{"version": 7}).Reason(409, "consent.outdated")
		scene.Consent(fang, "be_found").Want(http.StatusOK).Contains(`"state":"given"`)
		if n := env.Count(`SELECT COUNT(*) FROM consents
			WHERE end_reason = 'renewed' AND number = 1 AND live_key IS NULL`); n != 1 {
			t.Errorf("%d renewed rows", n)
		}
		env.Exec("UPDATE consents SET version = 7 WHERE number = 2")
		fang.Delete("/me/consents/be_found").Want(http.StatusOK).Contains(`"state":"withdrawn"`)
	})
}

func TestPublicationIsForVerifiedAdults(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		child, young, grown, unproven := env.SignIn("child"), env.SignIn("young"), env.SignIn("grown"),
			env.SignIn("unproven")
		env.Verify(young, "2008-11-24") // 18 tomorrow
		env.Verify(child, "2012-11-23")
		env.Verify(grown, "2008-11-23")
		for _, c := range []*apptest.Client{child, young, unproven} {
			scene.Consent(c, "publish_honours").Reason(403, "consent.adults_only")
			if consents(c)["publish_honours"].Offered {
				t.Error("publication is offered")
			}
			scene.Consent(c, "be_found").Want(http.StatusOK)
		}
		scene.Consent(grown, "publish_honours").Want(http.StatusOK)
		env.Clock.Add(15 * time.Hour) // midnight in Shanghai
		young = env.SignIn("young")
		scene.Consent(young, "publish_honours").Want(http.StatusOK)
	})
}

func TestConsentRace(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		fang, twin := env.SignIn("fang"), env.Second()
		answers := apptest.Race(12, func(i int) *apptest.Response {
			c := fang
			if i%2 == 1 {
				c = fang.On(twin)
			}
			if i%6 == 5 {
				return c.Delete("/me/consents/skills")
			}
			return scene.Consent(c, "skills")
		})
		for _, a := range answers {
			a.Want(http.StatusOK)
		}
		if n := env.Count("SELECT COUNT(*) FROM consents WHERE live_key IS NOT NULL"); n > 1 {
			t.Errorf("%d live consents", n)
		}
		scene.Consent(fang, "skills").Want(http.StatusOK)
		total := env.Count("SELECT COUNT(*) FROM consents")
		if live := env.Count("SELECT COUNT(*) FROM consents WHERE live_key IS NOT NULL AND number = ?",
			total); live != 1 {
			t.Errorf("%d live among %d", live, total)
		}
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'consent.give'"); n != total {
			t.Errorf("%d givings, %d in the trail", total, n)
		}
	})
}

// Every text is there in both languages, and says the five things.
func TestConsentTexts(t *testing.T) {
	for _, p := range models.Purposes() {
		for _, text := range []models.ConsentText{p.ZH, p.EN} {
			b, _ := json.Marshal(text)
			var parts map[string]string
			if err := json.Unmarshal(b, &parts); err != nil {
				t.Fatal(err)
			}
			for name, words := range parts {
				if words == "" || len([]rune(words)) > 300 {
					t.Errorf("%s: %s is %q", p.Key, name, words)
				}
			}
		}
		if p.Version < 1 || p.Since == "" {
			t.Errorf("%s has no version", p.Key)
		}
	}
}
