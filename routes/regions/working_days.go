package regions

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/regions"
)

// WorkingDays is the arrangement of one year. Its days are the weekdays without work, and
// the weekends that are worked; every other weekend is off.
type WorkingDays struct {
	Year      int64                   `json:"year" minimum:"2026" maximum:"2099"`
	State     models.WorkingDaysState `json:"state"`
	StateText string                  `json:"state_text" maxLength:"32" example:"执行中"`
	BuiltIn   bool                    `json:"built_in" doc:"Nobody has put others in force"`
	Version   int64                   `json:"version" minimum:"0" maximum:"9007199254740991" doc:"Counted in the year; 0: built in"`
	Days      []SpecialDay            `json:"days" maxItems:"60" doc:"Every other weekend is off"`
}

// SpecialDay is one day that is not as its weekday says.
type SpecialDay struct {
	Day   models.Day `json:"day" example:"2027-02-08"`
	Works bool       `json:"works" doc:"Whether people work on it" example:"false"`
	Name  string     `json:"name" doc:"Holiday, or what it is exchanged for" minLength:"1" maxLength:"16" example:"春节"`
}

type yearIn struct {
	Year int64 `path:"year" minimum:"2026" maximum:"2099" doc:"Year" example:"2027"`
}

type setWorkingDaysIn struct {
	Year int64 `path:"year" minimum:"2026" maximum:"2099" doc:"Year" example:"2027"`
	Body struct {
		Days []SpecialDay `json:"days" maxItems:"60" doc:"All of the year, in place of what there was"`
	}
}

type approveWorkingDaysIn struct {
	Year int64              `path:"year" minimum:"2026" maximum:"2099" doc:"Year" example:"2027"`
	Body shapes.SeenVersion `doc:"The proposal that was read; when another one has taken its place, 412" example:"{\"version\":1}"`
}

type workingDaysOut struct {
	httpapi.Versioned
	Body WorkingDays
}

// workingDays registers the days without work.
func workingDays(api *httpapi.API, svc *regions.Service) {
	admins := httpapi.Staff(models.RolePlatformAdmin)
	httpapi.Read(api, httpapi.Route{
		ID:      "readWorkingDays",
		Path:    "/working-days/{year}",
		Tag:     regionTag,
		Summary: "Read the days without work of a year",
		Description: "Those that are in force; terms of the law are counted by them. Weekends are " +
			"off without being listed.",
		ZH:     httpapi.InChinese("查看一年的放假调休安排", "返回正在执行的安排，法律规定的期限据此计算。周六周日本来休息，不列出。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, func(ctx context.Context, _ models.Actor, in *yearIn) (regions.WorkingDays, error) {
		return svc.WorkingDays(ctx, in.Year)
	}, presentWorkingDays)
	httpapi.Read(api, httpapi.Route{
		ID:      "readProposedWorkingDays",
		Path:    "/working-days/{year}/proposal",
		Tag:     regionTag,
		Summary: "Read the days that wait for a second signature",
		Description: "By platform administrators. Its version is what the second signature names. " +
			"It lapses after 48 hours.",
		ZH:     httpapi.InChinese("查看等待批准的放假调休安排", "由平台管理员查看。批准时要写上这里的版本号。四十八小时内没有人批准就失效。"),
		Policy: httpapi.Policy{Audience: admins, Scope: httpapi.ScopeRegion},
		Errors: []*models.Error{models.ErrForbidden, models.ErrWorkingDaysNone},
	}, func(ctx context.Context, actor models.Actor, in *yearIn) (regions.WorkingDays, error) {
		return svc.ProposedWorkingDays(ctx, actor, in.Year)
	}, presentWorkingDays)
	changeWorkingDays(api, svc, admins)
}

// changeWorkingDays registers the two signatures.
func changeWorkingDays(api *httpapi.API, svc *regions.Service, admins httpapi.Audience) {
	httpapi.Put(api, httpapi.Route{
		ID:      "setWorkingDays",
		Path:    "/working-days/{year}",
		Tag:     regionTag,
		Summary: "Propose the days without work of a year",
		Description: "By a platform administrator; another one approves within 48 hours. A new " +
			"proposal takes the place of " +
			"one that waits. A weekend among the days without work says nothing and is left out.",
		ZH: httpapi.InChinese("提交一年的放假调休安排",
			"由平台管理员提交，另一位平台管理员在48小时内批准后执行。再次提交会替换等待批准的安排。放假日里的周六周日不用写，写了也会略去。"),
		Policy: httpapi.Policy{Audience: admins, Scope: httpapi.ScopeRegion, Audit: regions.ActionProposeWorkingDays},
		Errors: []*models.Error{models.ErrForbidden, models.ErrWorkingDaysSame, models.ErrWorkingDaysMeanwhile},
	}, func(ctx context.Context, actor models.Actor, in *setWorkingDaysIn) (*workingDaysOut, error) {
		days := make([]models.SpecialDay, len(in.Body.Days))
		for i, d := range in.Body.Days {
			days[i] = models.SpecialDay{Day: d.Day, Works: d.Works, Name: d.Name}
		}
		w, err := svc.ProposeWorkingDays(ctx, actor, in.Year, days)
		if err != nil {
			return nil, err
		}
		return presentWorkingDays(w), nil
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "approveWorkingDays",
		Path:    "/working-days/{year}/approve",
		Tag:     regionTag,
		Summary: "Approve the days without work of a year",
		Status:  200,
		Description: "The second signature, by another platform administrator. Terms are counted " +
			"by them from now on; the " +
			"last days of open terms move later and never earlier.",
		ZH: httpapi.InChinese("批准一年的放假调休安排",
			"由另一位平台管理员批准。从此期限按新安排计算；未办结的期限只会顺延，不会提前。"),
		Policy: httpapi.Policy{Audience: admins, Scope: httpapi.ScopeRegion, Audit: regions.ActionApproveWorkingDays},
		Errors: []*models.Error{models.ErrForbidden, models.ErrWorkingDaysNone, models.ErrApprovalSecondPerson,
			models.ErrApprovalClosed, models.ErrStale},
	}, func(ctx context.Context, actor models.Actor, in *approveWorkingDaysIn) (regions.WorkingDays, error) {
		return svc.ApproveWorkingDays(ctx, actor, in.Year, in.Body.Version)
	}, presentWorkingDays)
}

func presentWorkingDays(w regions.WorkingDays) *workingDaysOut {
	state, _ := w.State.Text()
	out := &workingDaysOut{Versioned: httpapi.VersionTag(w.Version),
		Body: WorkingDays{Year: int64(w.Year), State: w.State,
			StateText: state, BuiltIn: w.BuiltIn, Version: w.Version, Days: make([]SpecialDay, len(w.Days))}}
	for i, d := range w.Days {
		out.Body.Days[i] = SpecialDay{Day: d.Day, Works: d.Works, Name: d.Name}
	}
	return out
}
