package matrix_test

import (
	"fmt"
	"net/http"
	"regexp"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// namesSomebody matches fields of a request that name another person.
var namesSomebody = regexp.MustCompile(`(^|_)(person|head|chair|mediator|successor|founder|member|people|mediators|founders)(_ids?)?$`)

// namings are the requests in which somebody names another person, and are no
// way below, with the reason why the person sees no words of others by it.
var namings = map[string]string{
	"requestIdentityDisclosure": "it is their identity that others ask to read",
	"inviteFounder":             "they read the charter that they are asked to sign, and nobody's words",
	"releaseDispute":            "they mediate the case already, and see nothing of it afterwards",
	"holdDisputeSession":        "they mediate the case already: it is put down that they were there",
	"chooseMediator":            "a party wishes for them; they see nothing by it",
	"callMeeting":               "only a member of the branch can chair, and reads what members read",
	"changeMeeting":             "as callMeeting",
	"openDeskSession":           "an officer acts in their name; they see nothing by it",
}

// way is a way by which a person comes to see the words of others.
type way struct {
	name func(who *apptest.Client) *apptest.Response // somebody names who
	// refused is the status when who is not verified; 0 when naming gives nothing.
	refused int
	accept  func(who *apptest.Client, named *apptest.Response) *apptest.Response // who agrees
	see     func(who *apptest.Client) *apptest.Response                          // what opens by it
}

func namedWays(w *accessFixture) map[string]way {
	p := w.here
	dispute := "/disputes/" + p.fresh.String()
	office := func(who *apptest.Client, named *apptest.Response) *apptest.Response {
		return who.Post("/offices/"+named.ID().String()+"/accept", nil)
	}
	role := func(who *apptest.Client, named *apptest.Response) *apptest.Response {
		return who.Post("/roles/"+named.ID().String()+"/accept", nil)
	}
	seat := func(who *apptest.Client, _ *apptest.Response) *apptest.Response {
		return who.Post(fmt.Sprintf("/mediation-committees/%s/accept", p.committee), nil)
	}
	get := func(path string) func(*apptest.Client) *apptest.Response {
		return func(who *apptest.Client) *apptest.Response { return who.Get(path) }
	}
	return map[string]way{
		"offerRole": {refused: 422, accept: role, see: get("/identity-reviews"),
			name: func(who *apptest.Client) *apptest.Response {
				return p.admin.Post("/roles", scene.RoleOffer(who, "officer", p.town))
			}},
		"delegateRole": {refused: 422, accept: role, see: get("/identity-reviews"),
			name: func(who *apptest.Client) *apptest.Response {
				return p.admin.Post("/roles/"+p.reign.String()+"/delegate", scene.StandIn(who, "", "2026-12-10"))
			}},
		"appointOffice": {refused: 409, accept: office, see: get(scene.OrganizationPath(p.org, "applications")),
			name: func(who *apptest.Client) *apptest.Response {
				if w.Count("SELECT COUNT(*) FROM memberships WHERE person_id = ?", who.PersonID) == 0 {
					scene.Join(who, p.chair, p.org)
				}
				return scene.OfferOffice(p.chair, p.org, who.PersonID, "secretary_general")
			}},
		"replaceSeat": {refused: 422, accept: seat, see: get(dispute),
			name: func(who *apptest.Client) *apptest.Response {
				at := fmt.Sprintf("/mediation-committees/%s", p.committee) // a second head, who is replaced
				second := w.Verified("a second head of " + p.name)
				if p.admin.Post(at+"/mediators", map[string]any{"person_id": second.PersonID,
					"head": true}).Status == http.StatusCreated {
					scene.AcceptSeats(p.committee, second)
				}
				return p.admin.Post(at+"/seats/"+second.PersonID.String()+"/replace",
					map[string]any{"by": who.PersonID, "reason": "工作调动"})
			}},
		"nameMediator": {refused: 422, accept: seat, see: get(dispute),
			name: func(who *apptest.Client) *apptest.Response {
				return p.admin.Post(fmt.Sprintf("/mediation-committees/%s/mediators", p.committee),
					map[string]any{"person_id": who.PersonID, "head": true})
			}},
		"createCommittee": {refused: 422, see: get(dispute), name: func(who *apptest.Client) *apptest.Response {
			body := w.committee(p, who)
			body["name"], body["head_id"] = "又一个调解委员会", who.PersonID
			body["mediators"] = []models.ID{p.mediator.PersonID, w.extra.PersonID}
			return p.admin.Post("/mediation-committees", body)
		}},
		"assignDispute": {refused: 409, see: get(dispute), name: func(who *apptest.Client) *apptest.Response {
			return p.head.Post(dispute+"/assign", map[string]any{"mediator_id": who.PersonID, "lead": true})
		}},
		"handOverRole": {refused: 422, see: get("/roles/" + p.reign.String() + "/hand-over"),
			name: func(who *apptest.Client) *apptest.Response {
				return p.admin.Post("/roles/"+p.reign.String()+"/hand-over",
					map[string]any{"successor_id": who.PersonID})
			}},
		"invitePerson": {see: get(scene.OrganizationPath(p.org, "members")),
			accept: func(who *apptest.Client, named *apptest.Response) *apptest.Response {
				return who.Post("/invitations/"+named.ID().String()+"/accept", nil)
			},
			name: func(who *apptest.Client) *apptest.Response {
				scene.Findable(w.Env, who, p.village)
				return p.chair.Post(scene.OrganizationPath(p.org, "invitations"),
					map[string]any{"person_id": who.PersonID})
			}},
	}
}

// TestNamed goes through the ways in which somebody names another person: an
// unverified person is refused or comes to see nothing, and who is verified sees
// nothing before they accept.
func TestNamed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		w := newAccessFixture(t, env)
		for op, way := range namedWays(w) {
			blind := func(who *apptest.Client, when string) {
				t.Helper()
				if got := way.see(who); got.Status != http.StatusForbidden && got.Status != http.StatusNotFound {
					t.Errorf("%s: %s sees %s", op, when, got)
				}
			}
			unverified, verified := env.SignIn("unverified of "+op), env.Verified("verified of "+op)
			if got := way.name(unverified); way.refused != 0 && got.Status != way.refused {
				t.Errorf("%s of an unverified person: %s", op, got)
			}
			blind(unverified, "somebody unverified who is named")
			named := way.name(verified)
			blind(verified, "somebody who has not accepted")
			if way.accept == nil {
				continue
			}
			if named.Status != http.StatusOK { // to replace somebody is no creation
				named.Want(http.StatusCreated)
			}
			if got := way.accept(verified, named); got.Status != http.StatusOK {
				t.Errorf("%s: accepting: %s", op, got)
			}
			if got := way.see(verified); got.Status != http.StatusOK {
				t.Errorf("%s: after accepting: %s", op, got)
			}
		}
	})
}

// TestNamed_isEveryNaming finds each request whose body names another person: it
// has a way above, or a reason why the person comes to see nothing by it.
func TestNamed_isEveryNaming(t *testing.T) {
	w := newWalker(t)
	ways := namedWays(w.accessFixture)
	for _, r := range w.Server.API.Routes() {
		op, ok := w.operations[r.ID]
		if !ok || r.Method == http.MethodGet {
			continue
		}
		fields, _ := w.fields(op)
		for field := range fields {
			if !namesSomebody.MatchString(field) {
				continue
			}
			_, has := ways[r.ID]
			if has == (namings[r.ID] != "") {
				t.Errorf("%s names somebody by %s and needs either a way or a reason", r.ID, field)
			}
			break
		}
	}
}
