package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/people"
)

// identityRow is a person on a list whose identity an office has verified.
type identityRow struct {
	Name     string `json:"name,omitempty" maxLength:"1048576" doc:"As on the card" example:"张三"`
	IDNumber string `json:"id_number,omitempty" maxLength:"1048576" doc:"GB 11643" example:"339900199005010019"`
}

type importIdentitiesIn struct {
	Body struct {
		Source string        `json:"source" minLength:"1" maxLength:"80" doc:"Whose list it is; kept in the trail" example:"城南派出所居住登记 2026年11月"`
		Rows   []identityRow `json:"rows" minItems:"1" maxItems:"500"`
	}
}

type importedOut struct {
	Body struct {
		Verified  int   `json:"verified" minimum:"0" maximum:"500" doc:"People who are verified by this list"`
		Differing int   `json:"differing" minimum:"0" maximum:"500"`
		Unmatched int   `json:"unmatched" minimum:"0" maximum:"500" doc:"Nobody waits here under this number"`
		Invalid   []int `json:"invalid" maxItems:"500" nullable:"false"`
	}
}

// Docs implements httpapi.Documented.
func (importedOut) Docs() map[string]string {
	return map[string]string{
		"differing": "The number of somebody who waits here, with another name: for the desk",
		"invalid": "Rows, counted from 1, that hold no valid name and number, or a child under 14. " +
			"Such a row refuses no other",
	}
}

// importIdentities registers the verification of many by an authority's list.
func importIdentities(api *httpapi.API, svc *people.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:      "importIdentities",
		Path:    "/identity-imports",
		Tag:     tag,
		Summary: "Verify those who wait by an authority's list",
		Status:  200,
		Description: "Whoever waits for verification in the administrator's subtree and stands in the list with " +
			"the same name and number is verified and told. Nothing of the list is kept, so it may be sent again " +
			"when more people have submitted; an Idempotency-Key is not needed and not kept. " +
			"Conflicts stay for the desk.",
		ZH: httpapi.InChinese("按主管机关的名单批量认证", "在管理员所辖范围内等待认证、姓名和号码与名单一致的人，通过认证并收到通知。名单不保存，有更多人提交后可以再次上传；"+
			"不需要也不保存 Idempotency-Key。有冲突的留给窗口处理。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: people.ActionImport},
		NoIdempotency: true,
		Judges:        "/rows",
	}, func(ctx context.Context, actor models.Actor, in *importIdentitiesIn) (people.Imported, error) {
		rows := make([]people.Identity, len(in.Body.Rows))
		for i, row := range in.Body.Rows {
			rows[i] = people.Identity{Name: row.Name, IDNumber: row.IDNumber}
		}
		return svc.ImportIdentities(ctx, actor, in.Body.Source, rows)
	}, func(r people.Imported) *importedOut {
		out := &importedOut{}
		out.Body.Verified, out.Body.Differing = r.Verified, r.Differing
		out.Body.Unmatched, out.Body.Invalid = r.Unmatched, r.Invalid
		if out.Body.Invalid == nil {
			out.Body.Invalid = []int{}
		}
		return out
	})
}
