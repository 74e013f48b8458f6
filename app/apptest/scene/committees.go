package scene

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Committee sets up a mediation committee whose people accept at once, the head
// first, and gives its id. Everybody in it must be verified.
func Committee(admin *apptest.Client, name, region string, head *apptest.Client, more ...*apptest.Client) models.ID {
	ids := make([]models.ID, len(more))
	for i, m := range more {
		ids[i] = m.PersonID
	}
	id := admin.Post("/mediation-committees", map[string]any{"name": name, "region_code": region,
		"head_id": head.PersonID, "mediators": ids}).Want(http.StatusCreated).ID()
	AcceptSeats(id, append([]*apptest.Client{head}, more...)...)
	return id
}

// AcceptSeats lets people accept to serve in a committee. One of its members must be known to be a
// woman: the first of those whose sex nobody has verified is one.
func AcceptSeats(committee models.ID, people ...*apptest.Client) {
	Woman(people[0])
	for _, p := range people {
		p.Post(fmt.Sprintf("/mediation-committees/%s/accept", committee), nil).Want(http.StatusOK)
	}
}

// Woman makes somebody a woman, as a verified identity would, whose sex is not known.
func Woman(p *apptest.Client) {
	p.Env().Exec("UPDATE persons SET sex = ? WHERE id = ? AND sex = ?", int(models.SexFemale), p.PersonID,
		int(models.SexUnknown))
}
