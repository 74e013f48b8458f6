package rosters_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

// A list that is not one gets a clear answer and changes nothing.
func TestRosterRefusals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		merged := scene.Workbook(t, scene.RosterRows(1, 5), func(f *excelize.File, sheet string) {
			_ = f.MergeCell(sheet, "B3", "B4")
		})
		at, r := dryRun(env, chair, org, merged)
		if r.Blocker != "roster.merged_cells" || r.BlockedAt != "B3:B4" {
			t.Errorf("%+v", r)
		}
		chair.Get(at).Contains("请取消合并")
		chair.Post(at+"/import", map[string]any{"as": "invitation"}).Reason(http.StatusConflict, "roster.merged_cells")
		empty, r := dryRun(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 1)))
		if r.Blocker != "roster.empty" {
			t.Errorf("%+v", r)
		}
		chair.Post(empty+"/import", map[string]any{"as": "invitation"}).Reason(http.StatusConflict, "roster.empty")
		for name, bad := range badWorkbooks(t) {
			scene.Upload(chair, "roster", "名单.xlsx", bad.content).Reason(bad.status, bad.reason)
			if t.Failed() {
				t.Fatal(name)
			}
		}
		scene.Upload(chair, "evidence", "名单.xlsx", scene.Workbook(t, scene.RosterRows(1, 2))).
			Reason(http.StatusUnprocessableEntity, "file.kind")
		at = fmt.Sprintf("/organizations/%s/rosters", org)
		picture := scene.Upload(chair, "activity_image", "me.png", scene.Drawing(8, 8)).Want(http.StatusCreated).ID()
		chair.Post(at, map[string]any{"file_id": picture}).Want(http.StatusUnprocessableEntity).Contains("/file_id")
		file := scene.Upload(chair, "roster", "名单.xlsx", scene.Workbook(t, scene.RosterRows(1, 3))).
			Want(http.StatusCreated).ID()
		chair.Post(at, map[string]any{"file_id": file}).Want(http.StatusCreated)
		chair.Post(at, map[string]any{"file_id": file}).Want(http.StatusUnprocessableEntity).Contains("/file_id")
		if n := env.Count("SELECT COUNT(*) FROM roster_entries"); n != 0 {
			t.Errorf("%d entries", n)
		}

		// Places, ages and what one may be in once hold as for anybody; suspended
		// organizations take nobody.
		env.Exec("UPDATE organizations SET capacity = 1 WHERE id = ?", org)
		wang := verifies(env, submits(env, "wang", "王小芳", scene.RosterNumber(1)))
		at, _ = takeOver(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 3)), "membership")
		// A client that looks at an old row is told that first, and only then of the state.
		columns := map[string]any{"name_column": 1, "id_number_column": 2}
		mapping := map[string]any{"sheet": "Sheet1", "header_row": 2, "columns": columns}
		chair.With("If-Match", `"1"`).Put(at+"/mapping", mapping).Reason(http.StatusPreconditionFailed, "request.stale")
		chair.Put(at+"/mapping", mapping).Reason(http.StatusConflict, "roster.wrong_state")
		claim := "/roster-claims/" + claims(wang)[0].ID.String() + "/accept"
		wang.Post(claim, nil).Reason(http.StatusConflict, "organization.full")
		env.Exec("UPDATE organizations SET capacity = NULL WHERE id = ?", org)
		scene.Apply(wang, org)
		wang.Post(claim, nil).Reason(http.StatusConflict, "membership.exists")
		env.Exec("UPDATE organizations SET state = 'suspended' WHERE id = ?", org)
		wang.Post(claim, nil).Reason(http.StatusNotFound, "request.not_found")
		env.Clock.Add(time.Second)
	})
}
