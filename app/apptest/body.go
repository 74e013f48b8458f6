package apptest

import (
	"fmt"
	"net/http"

	"xinjumin/models"
)

// Charter gives the nine sections of a charter as JSON has them.
func Charter() map[string]any {
	body := map[string]any{}
	for _, s := range models.CharterSections() {
		body[s.Field] = s.ZH + "：按会员大会的决定办。"
	}
	return body
}

// CoSign makes a draft ready to be submitted: its founder writes the charter,
// and as many verified people as any kind asks for sign it.
func (e *Env) CoSign(founder *Client, organization models.ID) {
	e.Helper()
	at := "/organizations/" + organization.String()
	founder.Put(at+"/charter", Charter()).Want(http.StatusOK)
	for i := range 2 {
		c := e.SignIn(fmt.Sprintf("co-founder %d of %s", i, organization))
		e.Verify(c, "2003-05-01") // of an age that the League takes, too
		founder.Post(at+"/founders", map[string]any{"person_id": c.PersonID}).Want(http.StatusCreated)
		c.Post(at+"/founders/sign", nil).Want(http.StatusOK)
	}
}

// Found drafts an organization, has it signed, submitted, and approved by admin. Those who
// signed with the founder are gone again, so that a test counts from one: its
// founder is member number one, the head, and alone.
func (e *Env) Found(founder, admin *Client, draft map[string]any) models.ID {
	e.Helper()
	id := founder.Post("/organizations", draft).Want(http.StatusCreated).ID()
	e.CoSign(founder, id)
	founder.Post(fmt.Sprintf("/organizations/%s/submit", id), nil).Want(http.StatusOK)
	admin.Post(fmt.Sprintf("/organizations/%s/approve", id), nil).Want(http.StatusOK).Contains(`"active"`)
	e.Alone(founder, id)
	return id
}

// Alone takes the co-founders out of an organization that was just approved, and what its
// founder was told of them, behind the application's back.
func (e *Env) Alone(founder *Client, organization models.ID) {
	e.Helper()
	e.Exec("DELETE FROM memberships WHERE organization_id = ? AND person_id <> ?", organization, founder.PersonID)
	e.Exec("DELETE FROM notices WHERE subject_id = ? AND kind LIKE 'founder.%'", organization)
	e.Exec(`UPDATE organizations SET member_count = 1, migrant_count = 1, next_queue_no = 2,
		last_member_no = CASE WHEN last_member_no > 1 THEN 1 ELSE last_member_no END WHERE id = ?`, organization)
}
