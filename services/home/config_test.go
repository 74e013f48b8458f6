package home_test

import (
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/routes/httpapi"
)

// What a client reads first is the same for everybody, is kept by its tag, and offers
// the sign-in of the stand-in in a demonstration alone.
func TestConfig(t *testing.T) {
	t.Parallel()
	for name, people := range map[string][]httpapi.DemoPerson{"service": nil, "demonstration": {{Name: "lijie"}}} {
		env := apptest.New(t, apptest.SQLite, apptest.With(func(o *server.Options) { o.HTTP.DemoPeople = people }))
		var got struct {
			TimeZone string `json:"time_zone"`
			Features struct{ Comments, Demonstration bool }
			Limits   struct {
				Uploads []struct {
					Purpose  string `json:"purpose"`
					MaxBytes int64  `json:"max_bytes"`
				}
				Texts []struct {
					Field string
					Max   int
				}
			}
			Consents []struct {
				Purpose models.Purpose
				Version int64
			}
		}
		res := env.Visitor().Get("/config").Want(200).JSON(&got)
		if got.TimeZone != "Asia/Shanghai" || got.Features.Comments || got.Features.Demonstration != (people != nil) ||
			len(got.Consents) != len(models.Purposes()) || got.Consents[0].Version != models.Purposes()[0].Version {
			t.Errorf("%s: %s", name, res)
		}
		if l := got.Limits; l.Texts[0].Field != "dispute.statement" || l.Texts[0].Max != dispute.StatementMax {
			t.Errorf("%s: %s", name, res)
		}
		for _, u := range got.Limits.Uploads {
			if r, ok := upload.RuleOf(upload.Purpose(u.Purpose)); !ok || r.MaxBytes != u.MaxBytes || r.Taker == "" {
				t.Errorf("%s: files of %s", name, u.Purpose)
			}
		}
		if env.SignIn("somebody").Get("/config").Want(200).String() != res.String() {
			t.Errorf("%s: it depends on who asks", name)
		}
		env.Visitor().With("If-None-Match", res.Header.Get("ETag")).Get("/config").Want(304)
	}
}
