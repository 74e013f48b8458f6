package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Term is one term of the organs of an organization.
type Term struct {
	Number    int64      `json:"number" minimum:"1" maximum:"1000" doc:"第几届"`
	ElectedOn models.Day `json:"elected_on" doc:"Of the first: when the organization was approved"`
	EndsOn    models.Day `json:"ends_on"`
	Note      string     `json:"note" maxLength:"500" doc:"How the election went"`
}

// YearlyReport is the report that a registered organization owes of a year.
type YearlyReport struct {
	Year    int64       `json:"year" minimum:"1990" maximum:"2200"`
	DueOn   models.Day  `json:"due_on" doc:"With the unit in charge (业务主管单位)"`
	FinalOn models.Day  `json:"final_on" doc:"With the registration authority"`
	FiledOn *models.Day `json:"filed_on"`
	Overdue bool        `json:"overdue" doc:"It should have been there"`
	Summary string      `json:"summary" maxLength:"2000"`
}

type renewTermIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		ElectedOn models.Day `json:"elected_on" doc:"Day of the election; the next term counts from it"`
		Note      string     `json:"note" minLength:"1" maxLength:"500" doc:"How the election went" example:"会员大会到会52人，选出新一届理事会"`
	}
}

type fileReportIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		Year    int64  `json:"year" minimum:"1990" maximum:"2200" doc:"The year it is about, which is over" example:"2026"`
		Summary string `json:"summary" minLength:"1" maxLength:"2000" example:"全年组织活动12次，调解邻里矛盾5件。"`
	}
}

type termsOut struct {
	Body struct {
		Items []Term `json:"items" maxItems:"100" doc:"The latest first"`
	}
}

type yearlyReportsOut struct {
	Body struct {
		Items []YearlyReport `json:"items" maxItems:"100" doc:"The latest year first"`
	}
}

type yearlyReportOut struct{ Body YearlyReport }

func terms(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Read(api, httpapi.Route{
		ID:      "listTerms",
		Path:    "/organizations/{id}/terms",
		Tag:     tag,
		Summary: "List the terms of the organs of an organization",
		Description: "The latest first; a temporary organization has none, and none is on record of what is " +
			"older than the records.",
		ZH:     httpapi.InChinese("查看组织的历届任期", "最近的在前；临时组织没有任期，早于记录的届次没有登记。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]models.Term, error) {
		return svc.Terms(ctx, actor, in.ID)
	}, func(rows []models.Term) *termsOut {
		out := &termsOut{}
		out.Body.Items = []Term{}
		for _, t := range rows {
			out.Body.Items = append(out.Body.Items,
				Term{Number: t.Number, ElectedOn: t.ElectedOn, EndsOn: t.EndsOn, Note: t.Note})
		}
		return out
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "renewTerm",
		Path:    "/organizations/{id}/term",
		Tag:     tag,
		Summary: "Record the re-election of the organs",
		Status:  200,
		Description: "By an administrator who could approve the organization and has seen the papers. A temporary " +
			"organization has no terms.",
		ZH:     httpapi.InChinese("登记换届", "由有权批准该组织、并看过换届材料的管理员办理。临时组织没有任期。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion, Audit: organizations.ActionTerm},
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState,
			models.ErrTermNotLater, models.ErrTemporaryNoElections, models.ErrCapability},
	}, func(ctx context.Context, actor models.Actor, in *renewTermIn) (models.OrganizationView, error) {
		return svc.RenewTerm(ctx, actor, in.ID, in.Body.ElectedOn, in.Body.Note)
	}, PresentOrganization)
	yearlyReports(api, svc, tag)
}

// yearlyReports registers the reports that a registered organization owes.
func yearlyReports(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Read(api, httpapi.Route{
		ID:          "listYearlyReports",
		Path:        "/organizations/{id}/yearly-reports",
		Tag:         tag,
		Summary:     "List the yearly reports of a registered organization",
		Description: "What it owes and what it has filed; for its offices and for administrators of the place.",
		ZH:          httpapi.InChinese("查看已登记组织的年度报告", "应交的和已交的都在内；供组织任职人员和当地管理员查看。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization},
		Errors:      []*models.Error{models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) ([]organizations.ReportPage, error) {
		return svc.YearlyReports(ctx, actor, in.ID)
	}, func(rows []organizations.ReportPage) *yearlyReportsOut {
		out := &yearlyReportsOut{}
		out.Body.Items = []YearlyReport{}
		for _, r := range rows {
			out.Body.Items = append(out.Body.Items, yearlyReportDTO(r.YearlyReport, r.Late))
		}
		return out
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "fileYearlyReport",
		Path:    "/organizations/{id}/yearly-reports",
		Tag:     tag,
		Summary: "File the report of a year",
		Status:  201,
		Once: httpapi.OnceByKey("One report of an organization in a year.",
			"一个组织一年只有一份年度报告。"),
		Description: "By the head of the organization, once a year, when the year is over.",
		ZH:          httpapi.InChinese("提交年度报告", "由组织负责人在年度结束后提交，每年一次。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization,
			Audit: organizations.ActionReport},
		Errors: []*models.Error{models.ErrForbidden, models.ErrReportNotOwed, models.ErrReportFiled},
	}, func(ctx context.Context, actor models.Actor, in *fileReportIn) (models.YearlyReport, error) {
		return svc.FileReport(ctx, actor, in.ID, in.Body.Year, in.Body.Summary)
	}, func(r models.YearlyReport) *yearlyReportOut { return &yearlyReportOut{Body: yearlyReportDTO(r, false)} })
}

func yearlyReportDTO(r models.YearlyReport, overdue bool) YearlyReport {
	return YearlyReport{Year: r.Year, DueOn: r.DueOn, FinalOn: r.FinalOn, FiledOn: r.FiledOn, Overdue: overdue,
		Summary: r.Summary}
}
