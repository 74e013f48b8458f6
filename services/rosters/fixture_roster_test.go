package rosters_test

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

type rosterJSON struct {
	ID        models.ID `json:"id"`
	State     string    `json:"state"`
	Sheet     string    `json:"sheet"`
	HeaderRow int       `json:"header_row"`
	RowsDone  int       `json:"rows_done"`
	RowCount  int       `json:"row_count"`
	BadCount  int       `json:"bad_count"`
	Hidden    int       `json:"hidden_count"`
	Added     int       `json:"added"`
	Known     int       `json:"known"`
	Members   int       `json:"members"`
	Claimed   int       `json:"claimed"`
	Blocker   string    `json:"blocker"`
	BlockedAt string    `json:"blocked_at"`
	Version   int       `json:"version"`
	Columns   map[string]*int
	Preview   *struct {
		Sheets  []string
		Columns []struct {
			Index               int
			Letter, Head, Guess string
			Samples             []string
		}
	}
}

func (r rosterJSON) counts() string {
	return fmt.Sprintf("%s rows %d bad %d added %d known %d members %d", r.State, r.RowCount, r.BadCount, r.Added,
		r.Known, r.Members)
}

type claimJSON struct {
	ID               models.ID `json:"id"`
	OrganizationID   models.ID `json:"organization_id"`
	OrganizationName string    `json:"organization_name"`
	As               string    `json:"as"`
}

// handIn uploads a file and makes a roster of it.
func handIn(c *apptest.Client, org models.ID, content []byte) *apptest.Response {
	file := scene.Upload(c, "roster", "名单.xlsx", content).Want(http.StatusCreated).ID()
	return c.Post(fmt.Sprintf("/organizations/%s/rosters", org), map[string]any{"file_id": file})
}

func readRoster(c *apptest.Client, at string) (r rosterJSON) {
	c.Get(at).Want(http.StatusOK).JSON(&r)
	return r
}

// dryRun checks a roster to its end.
func dryRun(env *apptest.Env, c *apptest.Client, org models.ID, content []byte) (at string, r rosterJSON) {
	at = "/rosters/" + handIn(c, org, content).Want(http.StatusCreated).ID().String()
	c.Post(at+"/check", nil).Want(http.StatusOK).Contains(`"checking"`)
	env.RunJobs()
	return at, readRoster(c, at)
}

// takeOver checks and imports a list to its end.
func takeOver(env *apptest.Env, c *apptest.Client, org models.ID, content []byte, as string) (at string, r rosterJSON) {
	at, _ = dryRun(env, c, org, content)
	c.Post(at+"/import", map[string]any{"as": as}).Want(http.StatusOK).Contains(`"importing"`)
	env.RunJobs()
	return at, readRoster(c, at)
}

// submits gives a person who has handed in name and number, and waits.
func submits(env *apptest.Env, who, name, number string) *apptest.Client {
	c := env.SignIn(who)
	c.Put("/me", map[string]any{"region_code": scene.Waishan}).Want(http.StatusOK)
	c.Post("/me/identity", map[string]any{"name": name, "id_number": number}).Want(http.StatusOK)
	return c
}

// verifies lets an officer of the place look at the card.
func verifies(env *apptest.Env, c *apptest.Client) *apptest.Client {
	officer := env.Verified("card officer")
	if env.Count("SELECT COUNT(*) FROM role_grants WHERE person_id = ?", officer.PersonID) == 0 {
		env.GrantRegion(officer, models.RoleOfficer, scene.Chengnan)
	}
	officer.Post(fmt.Sprintf("/identity-reviews/%s/approve", c.PersonID), map[string]any{}).Want(http.StatusOK)
	return c
}

func claims(c *apptest.Client) []claimJSON {
	var got scene.List[claimJSON]
	c.Get("/me/roster-claims").Want(http.StatusOK).JSON(&got)
	return got.Items
}
