package matrix_test

import (
	"fmt"
	"net/http"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

var theComplaint = of(func(p *place) models.ID { return p.complaint })

// complaints makes an open case about the published course of a place, and a
// ban of somebody who is no subject, imposed from the lowest level.
func (w *accessFixture) complaints(p *place) {
	w.Helper()
	guest := w.Verified("guest of " + p.name)
	guest.Post("/reports", scene.Complaint("activity", p.course)).Want(http.StatusCreated)
	p.complaint = w.id("SELECT id FROM moderation_cases WHERE author_id = ?", p.chair)
	culprit := w.Verified("culprit of " + p.name)
	scene.Join(culprit, p.chair, p.org)
	p.chair.Post("/reports", scene.Complaint("person", culprit.PersonID)).Want(http.StatusCreated)
	w.Exec("UPDATE moderation_cases SET region_code = ? WHERE author_id = ?", p.village, culprit.PersonID)
	id := w.id("SELECT id FROM moderation_cases WHERE author_id = ?", culprit)
	p.admin.Post(fmt.Sprintf("/moderation/%s/remove", id),
		map[string]any{"reason": "多次辱骂他人", "ban": map[string]any{"scope": "posting", "days": 7}}).Want(http.StatusOK)
	w.Exec("UPDATE moderation_cases SET decided_level = 5 WHERE id = ?", id)
	p.ban = w.id("SELECT id FROM bans WHERE person_id = ?", culprit)
}
