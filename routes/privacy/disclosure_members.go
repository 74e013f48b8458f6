package privacy

import (
	"bytes"
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/privacy"
)

type memberFileIn struct {
	ID     models.ID `path:"id" doc:"Request"`
	Format string    `query:"format" enum:"csv,xlsx" default:"csv" doc:"Either way it can be taken out once"`
}

func memberExports(api *httpapi.API, svc *privacy.Service) {
	const list, kind = "member_exports", models.ApproveMemberExport
	deciders := append(models.ReviewerRoles(), models.RoleRegionAdmin, models.RolePlatformAdmin)
	policy := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Staff(deciders...), Scope: httpapi.ScopeOrganization, Audit: audit}
	}
	heads := httpapi.Policy{Audience: httpapi.Staff(models.ReviewerRoles()...), Scope: httpapi.ScopeOrganization,
		Audit: privacy.ActionRequestMemberExport}
	httpapi.List(api, httpapi.Route{
		ID:          "listMemberExports",
		Path:        "/organizations/{id}/member-exports",
		Tag:         disclosureTag,
		Summary:     "Requests for the list of members",
		Description: "One's own and those that one may decide, the newest first.",
		ZH:          httpapi.InChinese("查询导出会员名单的申请", "包括自己提出的和可由自己决定的，最新的在前。"),
		Policy:      policy(models.Action{}),
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.Disclosure], error) {
		return svc.Disclosures(ctx, actor, kind, in.ID, page)
	}, disclosureDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "requestMemberExport",
		Path:    "/organizations/{id}/member-exports",
		Tag:     disclosureTag,
		Summary: "Ask for the list of members",
		Status:  201,
		Once:    httpapi.OnceBySameBody("rejectMemberExport", "downloadMemberExport"),
		Description: "By the head. Another head, the secretary-general or an administrator of the place (not of a " +
			"Party branch) must approve within 48 hours.",
		ZH:     httpapi.InChinese("申请导出会员名单", "由负责人提出，48小时内须由另一位负责人、秘书长或当地管理员批准（党支部的，当地管理员不能批准）。"),
		Policy: heads,
		Errors: []*models.Error{models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *reasonIn) (models.Disclosure, error) {
		return svc.RequestMemberExport(ctx, actor, in.ID, in.Body.Reason)
	}, presentDisclosure)
	signDisclosures(api, svc, kind, "MemberExport", "/member-exports", policy)
	heads.Audit = privacy.ActionReadMemberExport
	memberExportFile(api, svc, heads)
}

// memberExportFile registers the one download of an approved request.
func memberExportFile(api *httpapi.API, svc *privacy.Service, heads httpapi.Policy) {
	httpapi.Stream(api, httpapi.Route{
		ID:      "downloadMemberExport",
		Path:    "/member-exports/{id}/file",
		Tag:     disclosureTag,
		Summary: "Take the list of members out, once",
		Description: "By the person who asked, within 24 hours of the approval and five minutes of signing in. " +
			"Names and numbers are masked; the file names who took it.",
		ZH:     httpapi.InChinese("下载会员名单（只能下载一次）", "由申请人在批准后24小时内、登录后五分钟内下载。姓名和号码只显示一部分；文件中写明由谁导出。"),
		Policy: heads,
		Errors: []*models.Error{models.ErrForbidden, models.ErrSessionNotFresh, models.ErrDisclosureState},
	}, []string{"text/csv", shapes.XlsxType}, func(
		ctx context.Context, actor models.Actor, in *memberFileIn,
	) (*httpapi.Download, error) {
		file, err := svc.ReadMemberExport(ctx, actor, in.ID, privacy.ExportFormat(in.Format))
		if err != nil {
			return nil, err
		}
		kind := "text/csv; charset=utf-8"
		if in.Format == string(privacy.ExportXLSX) {
			kind = shapes.XlsxType
		}
		return &httpapi.Download{Body: io.NopCloser(bytes.NewReader(file.Content)), Size: int64(len(file.Content)),
			Type: kind, Name: file.Name, ETag: in.ID.String() + "-" + in.Format}, nil
	})
}
