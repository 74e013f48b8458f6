package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// CommitteeFiling is a change of a committee that was or is to be filed.
type CommitteeFiling struct {
	ID         models.ID           `json:"id"`
	Reason     models.FilingReason `json:"reason"`
	ReasonText string              `json:"reason_text" maxLength:"16" example:"设立"`
	ChangedOn  models.Day          `json:"changed_on" doc:"Day of the change; of several before a filing the first"`
	DueOn      models.Day          `json:"due_on" doc:"Thirty working days later"`
	Overdue    bool                `json:"overdue" doc:"The last day has passed without a filing"`
	FiledOn    *models.Day         `json:"filed_on" doc:"Null while it is not on record"`
	FiledWith  string              `json:"filed_with" maxLength:"60" example:"越城区司法局"`
	Number     string              `json:"number" maxLength:"60" doc:"Of the receipt; may be empty"`
	Note       string              `json:"note" maxLength:"200"`
}

type recordFilingIn struct {
	ID       models.ID `path:"id" doc:"Committee"`
	FilingID models.ID `path:"filing_id" doc:"Filing of the committee"`
	Body     struct {
		FiledOn   models.Day `json:"filed_on" doc:"From the day of the change on, and not in the future"`
		FiledWith string     `json:"filed_with" minLength:"2" maxLength:"60" example:"越城区司法局" doc:"The office, the county's justice bureau as a rule"`
		Number    string     `json:"number,omitempty" maxLength:"60" example:"越司备〔2026〕12号" doc:"Of the receipt; may be empty"`
		Note      string     `json:"note,omitempty" maxLength:"200" example:"当面递交"`
	}
}

type shortNameIn struct {
	ID   models.ID `path:"id" doc:"Committee"`
	Body struct {
		ShortName string `json:"short_name" maxLength:"12" doc:"2 to 12 characters, or empty" example:"外山"`
	}
}

func filingsDTO(rows []models.CommitteeFiling, today models.Day) []CommitteeFiling {
	out := make([]CommitteeFiling, len(rows))
	for i, f := range rows {
		reason, _ := f.Reason.Text()
		out[i] = CommitteeFiling{ID: f.ID, Reason: f.Reason, ReasonText: reason, ChangedOn: f.ChangedOn, DueOn: f.DueOn,
			Overdue: f.Overdue(today), FiledOn: f.FiledOn, FiledWith: f.FiledWith, Number: f.Number, Note: f.Note}
	}
	return out
}

// committeeLife registers how the term of a committee is renewed and its changes are filed.
func committeeLife(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "renewCommittee",
		Path:    "/mediation-committees/{id}/renew",
		Tag:     committeeTag,
		Summary: "Renew the term of a committee",
		Status:  200,
		Description: "By an administrator over the place, from ninety days before the end on, for three more years " +
			"from the day after the end, or from today when that is past. Those who serve go on. A committee whose " +
			"term is over takes no new case, and goes on with those that run, for a year at most.",
		ZH: httpapi.InChinese("换届", "由当地管理员在任期届满前90天起办理，任期从届满次日起再算三年，已经届满的从今天起算，现任人员继续履职。"+
			"届满后没有换届的委员会不再受理新的纠纷，已受理的继续办理，最长一年。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionRenewCommittee}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrCommitteeOver, models.ErrCommitteeEarly},
	}, func(ctx context.Context, actor models.Actor, in *committeeIn) (models.MediationCommittee, error) {
		return svc.RenewCommittee(ctx, actor, in.ID)
	}, presentCommittee)
	httpapi.Put(api, httpapi.Route{
		ID:      "nameCommitteeShortly",
		Path:    "/mediation-committees/{id}/short-name",
		Tag:     committeeTag,
		Summary: "Say what stands for a committee in its file numbers",
		Description: "By an administrator over the place, for the cases that are accepted from now on. Empty: what is " +
			"left of its name.",
		ZH: httpapi.InChinese("设置案号里的简称", "由当地管理员设置，用于以后受理的案件；留空就按委员会名称自动取。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionShortName}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *shortNameIn) (*committeeOut, error) {
		c, err := svc.NameShortly(ctx, actor, in.ID, in.Body.ShortName)
		return presentCommittee(c), err
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "recordFiling",
		Path:    "/mediation-committees/{id}/filings/{filing_id}/record",
		Tag:     committeeTag,
		Summary: "Record that a change of a committee was filed",
		Status:  200,
		Description: "By an administrator over the place. Its setting up, each change of its people and each renewal " +
			"are filed within thirty working days. A committee of an organization takes cases only once its setting " +
			"up is on record.",
		ZH: httpapi.InChinese("登记备案", "由当地管理员登记。设立、人员变动和换届都要在30个工作日内备案。"+
			"由组织设立的调解委员会，登记了设立备案才能受理纠纷。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionRecordFiling}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrCommitteeFiled},
	}, func(ctx context.Context, actor models.Actor, in *recordFilingIn) (models.MediationCommittee, error) {
		return svc.RecordFiling(ctx, actor, in.ID, in.FilingID, mediation.Filed{On: in.Body.FiledOn,
			With: in.Body.FiledWith, Number: in.Body.Number, Note: in.Body.Note})
	}, presentCommittee)
}
