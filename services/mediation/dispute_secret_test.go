package mediation_test

import (
	"os"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// What people told the committee is nowhere to be read: not in a row, not in the
// file with its log, not in what the application logs.
func TestDispute_secret(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.applicant.With("Idempotency-Key", "one").Post("/disputes", filing()).Want(201).ID()
		c.head.With("Idempotency-Key", "two").Post(at(id, "accept"), map[string]any{"note": canaryNote}).Want(200)
		c.head.With("Idempotency-Key", "three").Post(at(id, "assign"),
			map[string]any{"note": canaryNote, "mediator_id": c.first.PersonID, "lead": true}).Want(200)
		c.agree(id)
		c.applicant.Post("/disputes", filing(func(b map[string]any) { b["category"] = canaryName })).Want(422)
		if v := c.read(c.first, id); *v.Statement != canaryStatement || *v.Parties[0].Contact != canaryMine ||
			*v.Parties[1].Name != canaryName || *v.Parties[1].Contact != canaryTheirs {
			t.Fatalf("the mediator reads %+v", v)
		}
		places := map[string]string{"rows": env.Dump(), "logs": env.Logs()}
		if env.Engine == apptest.SQLite {
			files := 0
			for _, suffix := range []string{"", "-wal", "-shm"} {
				data, err := os.ReadFile(env.DSN + suffix)
				if err != nil {
					continue // a log that was folded in is gone
				}
				files++
				places["file"+suffix] = string(data)
			}
			if files == 0 || !strings.Contains(places["file"]+places["file-wal"], "dispute.accepted") {
				t.Fatal("the sweep does not read the rows it is about")
			}
		}
		if !strings.Contains(places["rows"], "dispute.accepted") {
			t.Fatal("the dump does not have the rows it is about")
		}
		for place, text := range places {
			for _, secret := range []string{"canary", canaryStatement, canaryName, "拖欠", "制衣厂", "内部意见"} {
				apptest.Lacks(t, place, text, secret)
			}
		}

		// A sealed text moved to another row, or to the party of another case,
		// opens for nobody.
		other := c.file()
		env.Exec("UPDATE disputes SET statement_sealed = ? WHERE id = ?", sealed(c, id), other)
		c.applicant.Get(at(other, "")).Want(500).Lacks("canary")
	})
}

func sealed(c *committeeFixture, id models.ID) []byte {
	c.Helper()
	var b []byte
	if err := c.DB().QueryRow("SELECT statement_sealed FROM disputes WHERE id = ?", id).Scan(&b); err != nil {
		c.Fatal(err)
	}
	return b
}

// The name that was verified goes with the case; a nickname stands in for a person who
// has none.
func TestDispute_names(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		c.applicant.Put("/me", map[string]any{"nickname": "小红", "region_code": village}).Want(200)
		id := c.file()
		if v := c.read(c.head, id); v.Parties[0].Name == nil || *v.Parties[0].Name != "小红" ||
			!c.read(c.applicant, id).Parties[0].IsMe {
			t.Errorf("unverified: %+v", v.Parties)
		}
		officer := env.SignIn("officer")
		env.GrantRegion(officer, models.RoleOfficer, village)
		c.applicant.Post("/me/identity",
			map[string]any{"name": "王小红", "id_number": models.WithIDCheck("33009919900307002")}).Want(200)
		officer.Post("/identity-reviews/"+c.applicant.PersonID.String()+"/approve", map[string]any{}).Want(200)
		id = c.file()
		if v := c.read(c.head, id); *v.Parties[0].Name != "王小红" {
			t.Errorf("verified: %s", *v.Parties[0].Name)
		}
		if apptest.Holds(env.Dump(), "王小红") {
			t.Error("the name is in a row")
		}
	})
}
