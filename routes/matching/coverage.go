package matching

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/regions"
	"xinjumin/services/matching"
)

// Figure is a number with what it is a number of.
type Figure struct {
	Value      *int64   `json:"value" minimum:"0" maximum:"9007199254740991" doc:"null: not told"`
	Suppressed bool     `json:"suppressed" doc:"Not told because it is of fewer than 10 people, or might say who is in the Party"`
	Of         *int64   `json:"of" minimum:"0" maximum:"9007199254740991" doc:"The base; null where the figure is a base itself"`
	Percent    *float64 `json:"percent" minimum:"0" maximum:"100" doc:"Of the base"`
	BaseText   string   `json:"base_text" maxLength:"200" doc:"What it is a number of"`
	BaseTextEN string   `json:"base_text_en" maxLength:"300"`
}

// KindShare is the share of a kind of organization.
type KindShare struct {
	Kind          models.OrganizationKind `json:"kind" example:"union"`
	KindText      string                  `json:"kind_text" maxLength:"32" example:"工会"`
	People        Figure                  `json:"people"`
	Organizations int64                   `json:"bodies" minimum:"0" maximum:"9007199254740991" doc:"Active ones in the division"`
}

// Coverage is how far the registered people of a division are in organizations.
type Coverage struct {
	Region     regions.RegionRef `json:"region"`
	CountedAt  *models.Instant   `json:"counted_at" doc:"When it was counted, about once an hour; null: not yet"`
	Registered Figure            `json:"registered"`
	Organized  Figure            `json:"organized" doc:"Organization rate (组织化率)"`
	Kinds      []KindShare       `json:"kinds" maxItems:"20"`
	Gaps       Figure            `json:"gaps"`
	Whole      Figure            `json:"stations_complete" doc:"Service stations with all five things (五有)"`
	Recorded   Figure            `json:"stations_recorded"`
}

// Docs implements httpapi.Documented.
func (Coverage) Docs() map[string]string {
	return map[string]string{
		"gaps": "Villages of 100 registered people or more without an organization; the list is GET /coverage/gaps",
	}
}

// Gap is a village or an employer with many registered people and no organization.
type Gap struct {
	Subject      string            `json:"subject" enum:"place,employer"`
	SubjectText  string            `json:"subject_text" maxLength:"16" example:"村（社区）"`
	RegionCode   models.RegionCode `json:"region_code" doc:"Of an employer: the town where most of its people live"`
	RegionName   string            `json:"region_name" maxLength:"160"`
	EmployerCode string            `json:"employer_code" maxLength:"18" doc:"Empty where people gave only a name"`
	EmployerName string            `json:"employer_name" maxLength:"64" doc:"As most of its people write it"`
	People       int64             `json:"people" minimum:"100" maximum:"9007199254740991"`
	BaseText     string            `json:"base_text" maxLength:"100"`
	CountedAt    models.Instant    `json:"counted_at"`
}

type coverageIn struct {
	Code models.RegionCode `path:"code" doc:"Division"`
}

type gapsIn struct {
	httpapi.PageIn
	Region  models.RegionCode `query:"region" required:"true" doc:"In this subtree"`
	Subject string            `query:"subject" enum:"place,employer" doc:"Only these"`
}

type coverageOut struct{ Body Coverage }

// coverages registers the figures of a division and its stations.
func coverages(api *httpapi.API, svc *matching.Service, tag string) {
	const list = "coverage_gaps"
	seen := httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RoleAuditor),
		Scope: httpapi.ScopeRegion}
	refusals := []*models.Error{models.ErrForbidden}
	httpapi.Read(api, httpapi.Route{
		ID:      "readCoverage",
		Path:    "/regions/{code}/coverage",
		Tag:     tag,
		Summary: "How far the people of a division are organized",
		Description: "For administrators and auditors over it. Every figure names its base; figures of fewer than " +
			"10 people are not told, and who is in the Party only for counties and above.",
		ZH:     httpapi.InChinese("查看一个地区的组织覆盖情况", "供该地区的管理员和审计员查看。每个数字都写明以什么为基数；不到10人的数字不显示，党员人数只对县级及以上显示。"),
		Policy: seen,
		Errors: refusals,
	}, func(ctx context.Context, actor models.Actor, in *coverageIn) (matching.Coverage, error) {
		return svc.Coverage(ctx, actor, in.Code)
	}, func(c matching.Coverage) *coverageOut {
		return &coverageOut{Body: coverageDTO(c)}
	})
	httpapi.List(api, httpapi.Route{
		ID:      "listCoverageGaps",
		Path:    "/coverage/gaps",
		Tag:     tag,
		Summary: "Where there should be an organization and is none",
		Description: "Villages and employers with 100 registered new residents or more and no active " +
			"organization, the most people first.",
		ZH:     httpapi.InChinese("查找应建未建组织的地方", "登记的新居民达到100人、又没有活动中的组织的村和用人单位，人数多的在前。"),
		Policy: seen,
		Errors: append(refusals, models.ErrNotFound),
	}, list, func(
		ctx context.Context, actor models.Actor, in *gapsIn, page models.Page,
	) (models.List[match.CoverageGapView], error) {
		return svc.Gaps(ctx, actor, in.Region, match.GapSubject(in.Subject), page)
	}, gapDTO)
	stations(api, svc, tag, seen)
}

func figureDTO(f match.Figure) Figure {
	return Figure{Value: f.Value, Suppressed: f.Suppressed, Of: f.Of, Percent: f.Percent, BaseText: f.BaseZH,
		BaseTextEN: f.BaseEN}
}

func coverageDTO(c matching.Coverage) Coverage {
	out := Coverage{Region: regions.RegionRefDTO(c.Region), CountedAt: c.CountedAt, Registered: figureDTO(c.Registered),
		Organized: figureDTO(c.Organized), Kinds: make([]KindShare, len(c.Kinds)), Gaps: figureDTO(c.Gaps),
		Whole: figureDTO(c.Whole), Recorded: figureDTO(c.Recorded)}
	for i, k := range c.Kinds {
		text, _ := k.Kind.Text()
		out.Kinds[i] = KindShare{Kind: k.Kind, KindText: text, People: figureDTO(k.People),
			Organizations: k.Organizations}
	}
	return out
}

func gapDTO(g match.CoverageGapView) Gap {
	text, _ := g.Subject.Text()
	base := "在本平台登记、住在这个村（社区）的新居民"
	if g.Subject == match.GapEmployer {
		base = "在本平台登记、填写了这个单位并同意使用工作情况、住在同一个县（市、区）的新居民"
	}
	return Gap{Subject: string(g.Subject), SubjectText: text, RegionCode: g.RegionCode, RegionName: g.RegionName,
		EmployerCode: g.EmployerCode, EmployerName: g.EmployerName, People: g.People, BaseText: base,
		CountedAt: g.CountedAt}
}
