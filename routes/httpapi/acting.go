package httpapi

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"xinjumin/models"
	"xinjumin/models/assistance"
)

// An officer at an assisted desk calls with her own token and names the session
// in which she acts. Whoever sends the header means somebody else, so a route
// that is not open to that is refused and never done in the officer's own name.
const actingHeader = "X-Acting-For"

var actingParam = huma.Param{
	Name: actingHeader, In: "header",
	Description: "Session at an assisted desk in which an officer acts for a person: the call is made in that " +
		"person's name and both are recorded",
	Schema: &huma.Schema{Type: "string", MaxLength: ptr(36)},
}

// mayAct reports whether the route can be called in somebody's name at all.
func (cl *call) mayAct() bool { return cl.route.row.Policy.Acting && cl.api.opt.ActFor != nil }

// actFor fills in the person in whose name the officer calls.
func (cl *call) actFor(token string, sessions [][]byte) error {
	id, err := models.ParseID(string(sessions[0]))
	if err != nil || len(sessions) > 1 {
		return cl.countRefused(assistance.ErrEnded)
	}
	method := string(cl.fc.Request().Header.Method())
	actor, err := cl.api.opt.ActFor(cl.ctx, token, id, assistance.Use{
		Operation: cl.route.row.ID,
		Reads: cl.route.row.Policy.Audience.kind != "public" &&
			(method == http.MethodGet || method == http.MethodHead),
	})
	if err != nil {
		return cl.countRefused(err)
	}
	cl.actor = actor
	return nil
}

// notActing refuses a call in somebody's name.
func (cl *call) notActing(sessions [][]byte) error {
	if len(sessions) > 0 {
		return cl.countRefused(assistance.ErrNotAllowed)
	}
	return nil
}

// counted is whose requests are counted: an officer's own, whoever she acts for.
func (cl *call) counted() models.ID {
	if b := cl.actor.OnBehalf; b != nil {
		return b.OfficerID
	}
	return cl.actor.PersonID
}

// asked names the operation for the memory of repeated requests. What is asked
// in somebody's name is never the same as what she asks herself, or in another
// session at a desk.
func (cl *call) asked(path string) string {
	name := cl.route.row.ID + " " + path
	if b := cl.actor.OnBehalf; b != nil {
		name += " " + actingHeader + " " + b.DeskID.String()
	}
	return name
}
