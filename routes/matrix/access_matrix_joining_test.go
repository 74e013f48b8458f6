package matrix_test

import (
	"fmt"
	"net/http"
	"time"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// The matrix of how people come into organizations and go out of them.

// joiningPlace is what a place has of it: an invitation of somebody who has
// agreed to be found, a code, the removal of the member, an announcement.
type joiningPlace struct {
	invitation, code, board, removal, announcement models.ID
	scene                                          string
}

// settleJoining makes it.
func (w *accessFixture) settleJoining(p *place) {
	w.Helper()
	invitee := w.person(p, "invitee")
	invitee.Put("/me/consents/be_found", map[string]any{"version": 1}).Want(http.StatusOK)
	p.joining.invitation = p.chair.Post(fmt.Sprintf("/organizations/%s/invitations", p.org),
		map[string]any{"person_id": invitee.PersonID, "message": "欢迎" + p.canary}).Want(http.StatusCreated).ID()
	var code struct {
		ID   models.ID `json:"id"`
		Code string    `json:"code"`
	}
	p.chair.Post(fmt.Sprintf("/organizations/%s/join-codes", p.org),
		w.aCode(p, "礼堂门口")).Want(http.StatusCreated).JSON(&code)
	p.joining.code, p.joining.scene = code.ID, code.Code
	p.joining.board = p.chair.Post("/scene-codes", w.aBoard(p, "工地门口")).Want(http.StatusCreated).ID()
	p.joining.removal = p.chair.Post(fmt.Sprintf("/memberships/%s/removal", p.membership),
		scene.Reason("联系不上"+p.canary)).Want(http.StatusCreated).ID()
	earlier := map[string]any{"title": "上周大扫除" + p.canary, "text": "请带手套" + p.canary}
	p.joining.announcement = p.chair.Post(fmt.Sprintf("/organizations/%s/announcements", p.org),
		earlier).Want(http.StatusCreated).ID()
}

func (w *accessFixture) aCode(p *place, note string) any {
	return map[string]any{"note": note + p.canary, "expires_at": w.Clock.Now().Add(24 * time.Hour)}
}

func (w *accessFixture) aBoard(p *place, note string) any {
	return map[string]any{"kind": "organization_board", "subject_id": p.org, "note": note + p.canary,
		"expires_at": w.Clock.Now().Add(24 * time.Hour)}
}

func (w *accessFixture) news(p *place) any {
	return map[string]any{"title": "周六大扫除" + p.canary, "text": "请带手套" + p.canary}
}

// absentJoining has ids of what does not exist.
func absentJoining() joiningPlace {
	return joiningPlace{invitation: scene.NewID(), code: scene.NewID(), board: scene.NewID(), removal: scene.NewID(),
		announcement: scene.NewID(), scene: "nowhere"}
}

var (
	theInvitation   = of(func(p *place) models.ID { return p.joining.invitation })
	theCode         = of(func(p *place) models.ID { return p.joining.code })
	theRemoval      = of(func(p *place) models.ID { return p.joining.removal })
	theAnnouncement = of(func(p *place) models.ID { return p.joining.announcement })
	theBoard        = of(func(p *place) models.ID { return p.joining.board })
	theMembership   = of(func(p *place) models.ID { return p.membership })
)

var joiningRows = map[string]row{
	"readJoinForm":        {at: theOrg, own: "ok", other: "ok"},
	"setJoinForm":         {at: theOrg, body: nothing, own: "403; chair: ok", other: "403"},
	"readApplication":     {at: theApplication, own: "404; applicant chair secretary: ok"},
	"returnApplication":   {at: theApplication, body: because, own: "ok"},
	"resubmitApplication": {at: theApplication, body: nothing, own: "404; applicant: ok; chair secretary: 403"},
	"changeMemberSide":    {at: theMembership, body: saying(map[string]any{"side": "local_cadre"}), own: "ok"},

	"invitePerson": {at: theOrg, body: func(
		w *accessFixture, _ *place,
	) any {
		return map[string]any{"person_id": w.extra.PersonID}
	},
		own: "ok", other: "403"},
	"listInvitations":   {at: theOrg, own: "ok", other: "403"},
	"listMyInvitations": forAll,
	"acceptInvitation":  {at: theInvitation, own: "404; invitee: ok; chair secretary: 403"},
	"declineInvitation": {at: theInvitation, own: "404; invitee: ok; chair secretary: 403"},
	"revokeInvitation":  {at: theInvitation, own: "ok"},

	"makeJoinCode": {at: theOrg, body: func(w *accessFixture, p *place) any { return w.aCode(p, "公告栏") }, own: "ok",
		other: "403"},
	"listJoinCodes":  {at: theOrg, own: "ok", other: "403"},
	"revokeJoinCode": {at: theCode, own: "ok"},
	"drawJoinCode":   {at: theCode, own: "ok"},
	"makeSceneCode": {body: func(w *accessFixture, p *place) any { return w.aBoard(p, "东门") },
		own: "403; chair secretary: ok", other: "403"},
	"listSceneCodes": {query: func(p *place) string {
		return fmt.Sprintf("?kind=organization_board&subject_id=%s", p.org)
	}, own: "403; chair secretary: ok", other: "403"},
	"revokeSceneCode": {at: theBoard, own: "404; chair secretary: ok"},
	"drawSceneCode":   {at: theBoard, own: "404; chair secretary: ok"},
	"readScene":       {at: func(p *place) any { return p.joining.scene }, own: "ok", other: "ok"},

	// The head proposed it, so that the secretary-general decides; nobody has
	// objected, which is 409 for those who may confirm.
	"proposeRemoval": {at: theMembership, body: because, own: "404; member secretary: 403; chair: ok"},
	"listRemovals":   {at: theOrg, own: "ok", other: "ok"},
	"listMyRemovals": forAll,
	"readRemoval":    {at: theRemoval, own: "404; member chair secretary: ok"},
	"objectToRemoval": {at: theRemoval, body: saying(map[string]any{"words": "我一直在"}),
		own: "404; member: ok; chair secretary: 403"},
	"confirmRemoval": {at: theRemoval, body: because, own: "404; member chair: 403; secretary: ok"},
	"dropRemoval":    {at: theRemoval, body: because, own: "404; member: 403; chair secretary: ok"},

	"listAnnouncements": {at: theOrg, own: "403; " + inOrganization + ": ok", other: "403"},
	"announce": {at: theOrg, body: func(
		w *accessFixture, p *place,
	) any {
		return w.news(p)
	}, own: "403; chair secretary organizer: ok", other: "403"},
	"readAnnouncement":     {at: theAnnouncement, own: "404; " + inOrganization + ": ok"},
	"markAnnouncementRead": {at: theAnnouncement, own: "404; " + inOrganization + ": ok"},
	"retractAnnouncement": {at: theAnnouncement, body: because,
		own: "404; chair secretary organizer: ok; member: 403"},

	"listSubGroups": {at: theOrg, own: "ok", other: "ok"},
}
