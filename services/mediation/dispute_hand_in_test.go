package mediation_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// piece is a piece of evidence as a reader sees it.
type piece struct {
	ID         models.ID  `json:"id"`
	Title      *string    `json:"title"`
	SHA256     string     `json:"sha256"`
	PartyID    *models.ID `json:"party_id"`
	SideText   string     `json:"side_text"`
	ReplacesID *models.ID `json:"replaces_id"`
	IsShared   bool       `json:"is_shared"`
	CanShare   bool       `json:"can_share"`
	URL        string     `json:"url"`
}

func (c *committeeFixture) pieces(who *apptest.Client, id models.ID) []piece {
	c.Helper()
	var v struct {
		Evidence []piece `json:"evidence"`
	}
	who.Get(at(id, "")).Want(http.StatusOK).JSON(&v)
	return v.Evidence
}

// talked is a case in the hands of a mediator, with both sides in person.
func talked(c *committeeFixture) (id models.ID, boss *apptest.Client) {
	c.Helper()
	boss, id = c.SignIn("boss"), c.to(dispute.Assigned)
	c.respondent(id, boss)
	return id, boss
}

// A piece is its owner's and the committee's until it is shared, which is for good; what
// is read is what was hashed.
func TestEvidence_byParty(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id, boss := talked(c)
		photo := upload(boss, "evidence", scene.Photo(40, 30))
		boss.Post(at(id, "evidence"), map[string]any{"file_id": photo, "title": "九月考勤canary"}).Want(http.StatusOK)
		if n := len(c.pieces(c.applicant, id)); n != 0 {
			t.Fatalf("the other side reads %d pieces", n)
		}
		got := c.pieces(boss, id)
		if len(got) != 1 || *got[0].Title != "九月考勤canary" || !got[0].CanShare || got[0].IsShared {
			t.Fatalf("the owner reads %+v", got)
		}
		seen := c.pieces(c.first, id)
		if len(seen) != 1 || seen[0].CanShare {
			t.Fatalf("the mediator reads %+v", seen)
		}
		sum := sha256.Sum256(follow(c.first, seen[0].URL).Want(http.StatusOK).Body)
		if hex.EncodeToString(sum[:]) != seen[0].SHA256 {
			t.Errorf("the hash %s is not that of what is read ", seen[0].SHA256)
		}
		share := "/dispute-evidence/" + photo.String() + "/share"
		c.applicant.Post(share, nil).Want(http.StatusNotFound)
		c.first.Post(share, nil).Reason(http.StatusForbidden, "dispute.not_your_evidence")
		boss.Post(share, nil).Want(http.StatusOK)
		boss.Anew().Post(share, nil).Reason(http.StatusConflict, "dispute.evidence_shared")
		if got := c.pieces(c.applicant, id); len(got) != 1 || !got[0].IsShared || got[0].SideText != "被申请人" {
			t.Errorf("after it was shared the other side reads %+v", got)
		}
		c.second.Post(share, nil).Want(http.StatusNotFound)
		apptest.Lacks(t, "rows", env.Dump(), "九月考勤")
	})
}

// The committee hands in for somebody without an account, and its own; a party hands in
// for nobody else.
func TestEvidence_byCommittee(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		party := c.read(c.head, id).Parties[1].ID
		theirs, own := upload(c.first, "evidence", scene.Photo(8, 8)), upload(c.first, "evidence", scene.Photo(9, 9))
		c.first.Post(at(id, "evidence"), map[string]any{"file_id": theirs, "party_id": party}).Want(http.StatusOK)
		c.first.Post(at(id, "evidence"), map[string]any{"file_id": own, "shared": true}).Want(http.StatusOK)
		got := c.pieces(c.applicant, id)
		if len(got) != 1 || got[0].SideText != "调委会" || got[0].PartyID != nil {
			t.Fatalf("the applicant reads %+v", got)
		}
		c.first.Post("/dispute-evidence/"+theirs.String()+"/share", nil).Want(http.StatusOK)
		if n := len(c.pieces(c.applicant, id)); n != 2 {
			t.Errorf("the applicant reads %d pieces", n)
		}
		mine := upload(c.applicant, "evidence", scene.Photo(7, 7))
		for field, body := range map[string]map[string]any{
			"/party_id":    {"file_id": mine, "party_id": party},
			"/file_id":     {"file_id": theirs},
			"/replaces_id": {"file_id": mine, "replaces_id": theirs},
			"/title":       {"file_id": mine, "title": strings.Repeat("长", 101)},
		} {
			c.applicant.Post(at(id, "evidence"), body).Want(http.StatusUnprocessableEntity).Contains(field)
		}
		if n := env.Count("SELECT COUNT(*) FROM dispute_evidence WHERE dispute_id = ?", id); n != 2 {
			t.Errorf("%d pieces", n)
		}
	})
}

// Of two better copies of one piece one takes its place, and the old one stays readable.
func TestEvidence_raceToReplace(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		twin := env.Second()
		id, boss := talked(c)
		old := upload(boss, "evidence", scene.Photo(8, 8))
		boss.Post(at(id, "evidence"), map[string]any{"file_id": old}).Want(http.StatusOK)
		better := []models.ID{upload(boss, "evidence", scene.Photo(18, 8)), upload(boss, "evidence", scene.Photo(28, 8))}
		got := apptest.Race(2, func(i int) *apptest.Response {
			who := []*apptest.Client{boss, boss.On(twin)}[i]
			return who.Anew().Post(at(id, "evidence"), map[string]any{"file_id": better[i], "replaces_id": old})
		})
		if n := apptest.Statuses(got); n[200] != 1 || n[409] != 1 {
			t.Fatalf("%v\n%v", n, got)
		}
		if n := len(c.pieces(boss, id)); n != 2 {
			t.Errorf("%d pieces stand in the case", n)
		}
	})
}
