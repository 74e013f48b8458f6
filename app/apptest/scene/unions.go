package scene

import (
	"fmt"
	"net/http"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// UnionForm is what somebody applies to a union with; more are names and values
// that go in besides, or instead.
func UnionForm(more ...any) map[string]any {
	form := map[string]any{"channel": "registration", "employment": "gig", "statement": "我自愿加入工会。"}
	for i := 0; i+1 < len(more); i += 2 {
		form[more[i].(string)] = more[i+1]
	}
	return form
}

// JoinUnion makes c a member of a union with a form, and gives the membership.
func JoinUnion(c, chair *apptest.Client, union models.ID) models.ID {
	id := c.Post(OrganizationPath(union, "union-applications"), UnionForm()).Want(http.StatusCreated).ID()
	chair.Post(fmt.Sprintf("/applications/%s/approve", id), nil).Want(http.StatusOK)
	return id
}

// AppraisalWindow lets members answer for a week from in an hour on.
func AppraisalWindow(env *apptest.Env) map[string]any {
	opens := env.Clock.Now().Add(time.Hour)
	return map[string]any{"opens_at": opens, "closes_at": opens.Add(7 * 24 * time.Hour)}
}
