package matching

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/people"
	"xinjumin/services/matching"
)

// Reason is why an organization and a person may fit.
type Reason struct {
	Code   string `json:"code" maxLength:"32" example:"same_village"`
	Text   string `json:"text" maxLength:"100" example:"和您住在同一个村（社区）"`
	TextEN string `json:"text_en" maxLength:"200"`
}

// NearBody is an organization as suggestions name it; all of it is at GET /organizations/{id}.
type NearBody struct {
	ID         models.ID               `json:"id"`
	Kind       models.OrganizationKind `json:"kind" example:"fellowship"`
	KindText   string                  `json:"kind_text" maxLength:"32" example:"新居民联谊会"`
	Name       string                  `json:"name" maxLength:"40"`
	RegionCode models.RegionCode       `json:"region_code"`
	RegionName string                  `json:"region_name" maxLength:"160"`
}

// Recommendation is an organization that may fit, and why.
type Recommendation struct {
	NearBody
	MemberCount int64    `json:"member_count" minimum:"0" maximum:"9007199254740991"`
	Reasons     []Reason `json:"reasons" minItems:"1" maxItems:"10" doc:"All that the suggestion rests on"`
}

// Recommendations is the answer to a person who looks for an organization.
type Recommendations struct {
	Personal bool                  `json:"personal" doc:"false: by place only, because personal suggestions are off or by=place was asked"`
	Items    []Recommendation      `json:"items" maxItems:"50"`
	Missing  []people.MissingField `json:"missing" maxItems:"5" doc:"What to tell first: without a village nothing near can be found"`
}

// EligibilityLine says whether a kind of organization is open to one.
type EligibilityLine struct {
	Kind          models.OrganizationKind `json:"kind" example:"union"`
	KindText      string                  `json:"kind_text" maxLength:"32" example:"工会"`
	Answer        string                  `json:"answer" enum:"yes,no,unknown"`
	AnswerText    string                  `json:"answer_text" maxLength:"16" example:"可以"`
	Why           Reason                  `json:"why"`
	Law           string                  `json:"law" maxLength:"100" example:"《中华人民共和国工会法》第三条；《中华人民共和国劳动法》第十五条"`
	Missing       []people.MissingField   `json:"missing" maxItems:"5" doc:"What would have to be told to know it"`
	Organizations []NearBody              `json:"bodies" maxItems:"3" doc:"The nearest ones"`
	Ask           Reason                  `json:"ask" doc:"How to come in, or how to get one founded"`
}

// Docs implements httpapi.Documented.
func (EligibilityLine) Docs() map[string]string {
	return map[string]string{
		"law": "Law or statute; empty where there is none",
	}
}

// Eligibility is the whole router.
type Eligibility struct {
	Items    []EligibilityLine `json:"items" maxItems:"20"`
	Children string            `json:"children" maxLength:"200" doc:"How a child comes in: through a guardian"`
	Law      string            `json:"children_law" maxLength:"100"`
}

type recommendIn struct {
	By    string `query:"by" enum:"person,place" default:"person" doc:"place: not by personal data"`
	Limit int    `query:"limit" minimum:"1" maximum:"50" default:"20" doc:"At most so many"`
}

// suggestionSwitch says whether suggestions may rest on personal data.
type suggestionSwitch struct {
	Personal bool `json:"personal" doc:"false switches suggestions by personal data off, until they are switched on again"`
}

type switchIn struct{ Body suggestionSwitch }

type switchOut struct{ Body suggestionSwitch }

type recommendOut struct{ Body Recommendations }

type eligibilityOut struct{ Body Eligibility }

const matchingTag = "matching"

// Matching registers the routes by which people and organizations find one another.
func Matching(api *httpapi.API, svc *matching.Service) {
	api.Tag(matchingTag, "Finding one another", "推荐、可邀请的人和覆盖情况")
	api.Words(words)
	own := httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}
	httpapi.Read(api, httpapi.Route{
		ID:      "listRecommendations",
		Path:    "/me/recommendations",
		Tag:     matchingTag,
		Summary: "Organizations that may fit, and why",
		Description: "The best first, by what one has told and consents to; without what one is in, has asked for " +
			"lately or could not join. Each says all that it rests on. Only oneself sees it.",
		ZH: httpapi.InChinese("查看可能适合自己的组织和理由", "最合适的在前，依据本人填写并同意使用的信息；已加入的、近期申请过的和不能加入的不在其中。每条都写明全部依据。"+
			"只有本人看得到。"),
		Policy: own,
		Limit:  httpapi.LimitSearch,
	}, func(ctx context.Context, actor models.Actor, in *recommendIn) (matching.Recommendations, error) {
		return svc.Recommend(ctx, actor, in.By == "place", in.Limit)
	}, func(r matching.Recommendations) *recommendOut {
		out := &recommendOut{Body: Recommendations{Personal: r.Personal, Items: make([]Recommendation, len(r.Items)),
			Missing: missingFields(r.Missing)}}
		for i, o := range r.Items {
			out.Body.Items[i] = Recommendation{NearBody: nearOrganization(o.OrganizationView),
				MemberCount: o.MemberCount, Reasons: reasonsDTO(o.Reasons)}
		}
		return out
	})
	change := own
	change.Audit = matching.ActionSuggest
	httpapi.Put(api, httpapi.Route{
		ID:          "switchRecommendations",
		Path:        "/me/recommendations",
		Tag:         matchingTag,
		Summary:     "Switch personal suggestions on or off",
		Description: "Off, suggestions rest on the place only (PIPL 24). Nothing else changes.",
		ZH:          httpapi.InChinese("打开或关闭个性化推荐", "关闭后只按所在地推荐（《个人信息保护法》第24条），其他不变。"),
		Policy:      change.AsRight(),
	}, func(ctx context.Context, actor models.Actor, in *switchIn) (*switchOut, error) {
		out := &switchOut{}
		out.Body.Personal = in.Body.Personal
		return out, svc.SwitchSuggestions(ctx, actor, in.Body.Personal)
	})
	eligibility(api, svc, own)
	prospects(api, svc)
	coverages(api, svc, matchingTag)
}

// eligibility registers which kinds are open to a person.
func eligibility(api *httpapi.API, svc *matching.Service, own httpapi.Policy) {
	httpapi.Read(api, httpapi.Route{
		ID:      "readEligibility",
		Path:    "/me/eligibility",
		Tag:     matchingTag,
		Summary: "Which kinds of organization are open to one",
		Description: "For each kind: yes, no or unknown, why, the law where there is one, what is missing to know " +
			"it, and the nearest organizations. Nothing is guessed.",
		ZH:     httpapi.InChinese("查看自己可以加入哪些类型的组织", "逐类写明可以、不可以或尚不清楚，以及原因、法律依据、还缺什么信息和最近的组织。不作猜测。"),
		Policy: own,
		Limit:  httpapi.LimitSearch,
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) ([]matching.Eligible, error) {
		return svc.Eligibility(ctx, actor)
	}, func(lines []matching.Eligible) *eligibilityOut {
		out := &eligibilityOut{Body: Eligibility{Items: make([]EligibilityLine, len(lines)),
			Children: match.ChildRoute.ZH, Law: match.ChildRoute.Law}}
		for i, l := range lines {
			out.Body.Items[i] = eligibilityDTO(l)
		}
		return out
	})
}

func eligibilityDTO(l matching.Eligible) EligibilityLine {
	kind, _ := l.Kind.Text()
	answer, _ := l.Answer.Text()
	out := EligibilityLine{Kind: l.Kind, KindText: kind, Answer: string(l.Answer), AnswerText: answer,
		Why: reasonDTO(l.Why), Law: l.Law, Missing: missingFields(l.Missing),
		Organizations: make([]NearBody, len(l.Organizations)), Ask: reasonDTO(l.Ask)}
	for i, o := range l.Organizations {
		out.Organizations[i] = nearOrganization(o)
	}
	return out
}

func missingFields(items []models.MissingItem) []people.MissingField {
	out := make([]people.MissingField, len(items))
	for i, m := range items {
		out[i] = people.MissingField{Field: m.Field, Purpose: string(m.Purpose), Why: m.ZH, WhyEN: m.EN}
	}
	return out
}

func nearOrganization(o models.OrganizationView) NearBody {
	kind, _ := o.KindText()
	return NearBody{ID: o.ID, Kind: o.Kind, KindText: kind, Name: o.Name, RegionCode: o.RegionCode,
		RegionName: o.RegionName}
}

func reasonDTO(r match.Reason) Reason { return Reason{Code: r.Code, Text: r.ZH, TextEN: r.EN} }

func reasonsDTO(all []match.Reason) []Reason {
	out := make([]Reason, len(all))
	for i, r := range all {
		out[i] = reasonDTO(r)
	}
	return out
}
