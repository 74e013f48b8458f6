package matrix_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/contract"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// What an officer may do in somebody's name. Whoever adds a route here asks:
// may it be done for a person who only sits beside, or does it need herself?
var openAtTheDesk = []string{
	"acceptOffer", "applyForMembership", "applyToUnion", "askUnionTransfer", "cancelSignup", "countUnreadNotifications",
	"createSignup", "declineOffer", "declineUnionOffer", "fileDispute", "listActivities", "listMyMemberships",
	"listNotifications", "listOrganizations", "listOwnAuditEvents", "listOwnDeskSessions", "listOwnDisputes",
	"listOwnSignups", "listRegions", "listZones", "objectToDeskSession", "readActivity", "readCharter", "readDispute",
	"readDisputeTimeline", "readFileContent", "readJoinForm", "readMe", "readOrganization", "readOwnDeskSession",
	"readRegion", "readUnionApplication", "readUnionCard", "readUnionOffer", "resubmitApplication",
	"resubmitUnionApplication", "retainMembership", "submitIdentity", "takeBackIdentity", "updateMe", "uploadFile",
	"withdrawApplication", "withdrawUnionTransfer",
}

// An officer in the name of a person calls every route with what the matrix
// calls it with: all but the list above are refused, and nothing changes.
func TestActing_onEveryRoute(t *testing.T) {
	w := startWithFixture(t, nil)
	w.here.pending.Post("/me/desk-sessions/"+w.here.desk.String()+"/confirm", nil).Want(http.StatusOK)
	acting := w.officerOf(w.here).With("X-Acting-For", w.here.desk.String())
	snapshot := takeSnapshot(w.Env)
	var open []string
	for _, r := range w.Server.API.Routes() {
		if r.Class != "api" {
			continue
		}
		if r.Policy.Acting {
			open = append(open, r.ID)
		}
		for _, row := range rowsOf(r.ID, matrix) {
			got := w.call(cell{route: r, row: row, who: subject{kind: "acting", client: acting}, target: w.here})
			switch {
			case r.Policy.Acting && (got.Code() == "desk.not_allowed" || got.Code() == "desk.ended" ||
				got.Status >= 500 || got.Status == 401):
				t.Errorf("%s in somebody's name: %s", r.ID, got)
			case !r.Policy.Acting && (got.Status != http.StatusForbidden || got.Code() != "desk.not_allowed"):
				t.Errorf("%s is not for the desk: %s", r.ID, got)
			}
			if changed := snapshot.restore(); len(changed) > 0 && !r.Policy.Acting {
				t.Errorf("%s: a refused call changed %v", r.ID, changed)
			}
		}
	}
	slices.Sort(open)
	if !slices.Equal(open, openAtTheDesk) {
		t.Errorf("open at the desk: %q, want %q", open, openAtTheDesk)
	}
}

// Neither the officer's own roles nor the person's offices work in her name.
func TestActing_withoutRoles(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		officer, chair, applicant := env.Verified("officer"), env.Verified("chair"), env.Verified("applicant")
		env.GrantRegion(officer, models.RoleOfficer, scene.Yuecheng)
		env.GrantRegion(officer, models.RoleRegionAdmin, scene.Yuecheng)
		org := chair.Post("/organizations",
			scene.Draft("外山联谊会", "region_code", scene.Waishan)).Want(http.StatusCreated).ID()
		env.Exec("UPDATE persons SET region_code = ? WHERE id = ?", scene.Waishan, chair.PersonID)
		desk := officer.Post("/desk/sessions",
			map[string]any{"region_code": scene.Waishan, "person_id": chair.PersonID}).Want(http.StatusCreated).ID()
		chair.Post("/me/desk-sessions/"+desk.String()+"/confirm", nil).Want(http.StatusOK)
		acting := officer.With("X-Acting-For", desk.String())

		// The draft shows to its founder, who she is, and to administrators.
		acting.Get("/organizations/" + org.String()).Want(http.StatusOK)
		stranger := env.Verified("founder").Post("/organizations",
			scene.Draft("另一联谊会", "region_code", scene.Waishan)).Want(http.StatusCreated).ID()
		officer.Get("/organizations/" + stranger.String()).Want(http.StatusOK)
		acting.Get("/organizations/"+stranger.String()).Reason(404, "request.not_found")

		env.CoSign(chair, org)
		chair.Post("/organizations/"+org.String()+"/submit", nil).Want(http.StatusOK)
		acting.Post("/organizations/"+org.String()+"/approve", nil).Reason(403, "desk.not_allowed")
		officer.Post("/organizations/"+org.String()+"/approve", nil).Want(http.StatusOK)
		scene.Apply(applicant, org)
		acting.Get("/organizations/"+org.String()+"/applications").Reason(403, "desk.not_allowed")
		chair.Get("/organizations/" + org.String() + "/applications").Want(http.StatusOK)
		acting.Get("/me/roles").Reason(403, "desk.not_allowed")

		// What is open to everybody is refused, too, rather than done in the
		// officer's own name; and a sign-in is never in somebody's name.
		acting.Get("/audit/checkpoint").Reason(403, "desk.not_allowed")
		env.Visitor().With("X-Acting-For", desk.String()).Get("/regions").Reason(401, "auth.required")
		env.Visitor().With("X-Acting-For", desk.String()).Post("/auth/wechat",
			map[string]any{"code": apptest.Code("x")}).Reason(403, "desk.not_allowed")
	})
}

func (w *accessFixture) officerOf(p *place) *apptest.Client {
	w.Helper()
	for _, s := range w.subjects {
		if s.kind == "officer" && s.place == p {
			return s.client
		}
	}
	w.Fatal("no officer")
	return nil
}

// The document says which routes are open to that, and how.
func TestActing_inTheDocument(t *testing.T) {
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string         `json:"operationId"`
			Policy      map[string]any `json:"x-policy"`
			Parameters  []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(contract.Plain(t), &doc); err != nil {
		t.Fatal(err)
	}
	var open []string
	for _, methods := range doc.Paths {
		for _, op := range methods {
			header := false
			for _, p := range op.Parameters {
				header = header || p.Name == "X-Acting-For" && p.In == "header"
			}
			if op.Policy["acting"] != header {
				t.Errorf("%s: acting is %v, the header is there: %v", op.OperationID, op.Policy["acting"], header)
			}
			if header {
				open = append(open, op.OperationID)
			}
		}
	}
	slices.Sort(open)
	if !slices.Equal(open, openAtTheDesk) {
		t.Errorf("open at the desk: %q", open)
	}
}
