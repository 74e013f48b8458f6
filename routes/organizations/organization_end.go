package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// EndRecord is what is kept of an organization when nobody is left to ask.
type EndRecord struct {
	OrganizationID   models.ID      `json:"organization_id"`
	OrganizationName string         `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Cause            string         `json:"cause" enum:"members,authority,date" doc:"By whose will it ended"`
	CauseText        string         `json:"cause_text" maxLength:"16" example:"会员决定解散"`
	Reason           string         `json:"reason" maxLength:"200"`
	Assets           string         `json:"assets" maxLength:"500" doc:"What becomes of its assets"`
	Archive          string         `json:"archive" maxLength:"500" doc:"Where its papers are"`
	MemberCount      int64          `json:"member_count" minimum:"0" maximum:"1000000000" doc:"On its last day"`
	UnitCount        int64          `json:"unit_count" minimum:"0" maximum:"1000000000" doc:"On its last day"`
	EndedAt          models.Instant `json:"ended_at"`
}

type dissolveIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		Reason  string `json:"reason" minLength:"1" maxLength:"200" doc:"Everybody in it reads it" example:"会员大会决定解散"`
		Assets  string `json:"assets" minLength:"1" maxLength:"500" doc:"What becomes of its assets, or that there are none" example:"没有财产"`
		Archive string `json:"archive,omitempty" maxLength:"500" doc:"Where its papers are" example:"会议记录交城南街道存档"`
	}
}

type endRecordOut struct{ Body EndRecord }

func ending(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Post(api, httpapi.Route{
		ID:      "dissolveOrganization",
		Path:    "/organizations/{id}/dissolve",
		Tag:     tag,
		Summary: "Dissolve an organization for good",
		Status:  200,
		Description: "By its head when its members have resolved it, or by an administrator who could approve it. " +
			"What is set up by law, registered or suspended is dissolved by an administrator only. Memberships, " +
			"applications, offices, votes and activities to come end with it, and everybody in it is told.",
		ZH: httpapi.InChinese("解散组织", "解散后不能恢复。由负责人按会员的决议办理，或由有权批准该组织的管理员办理。依法设立的、已登记的和暂停活动的组织只能由管理员解散。会员关系、"+
			"申请、职务、投票和未举行的活动随之结束，会通知所有有关的人。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization,
			Audit: organizations.ActionDissolve},
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationSuspended,
			models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *dissolveIn) (models.OrganizationView, error) {
		b := in.Body
		return svc.Dissolve(ctx, actor, in.ID,
			organizations.EndNote{Reason: b.Reason, Assets: b.Assets, Archive: b.Archive})
	}, PresentOrganization)
	httpapi.Read(api, httpapi.Route{
		ID:          "readEndRecord",
		Path:        "/organizations/{id}/end-record",
		Tag:         tag,
		Summary:     "Read how an organization ended",
		Description: "When, why and by whose will, what becomes of its assets, and where its papers are.",
		ZH:          httpapi.InChinese("查看组织的终止情况", "写明何时、为何、由谁决定终止，财产如何处理，档案存放在哪里。"),
		Policy:      httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
		Errors:      []*models.Error{models.ErrOrganizationStands},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (models.OrganizationEnd, error) {
		return svc.EndRecord(ctx, actor, in.ID)
	}, func(e models.OrganizationEnd) *endRecordOut {
		words, _ := e.Cause.Text()
		return &endRecordOut{Body: EndRecord{OrganizationID: e.OrganizationID, Cause: string(e.Cause), CauseText: words,
			Reason: e.Reason, Assets: e.Assets, Archive: e.Archive, MemberCount: e.MemberCount, UnitCount: e.UnitCount,
			EndedAt: e.EndedAt}}
	})
}
