package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// disputeReader is a person who has a part in a case; the query decides.
var disputeReader = httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeParty}

type disputeIn struct {
	ID models.ID `path:"id" doc:"Case"`
}

type listDisputesIn struct {
	httpapi.PageIn
	As    string        `query:"as" enum:"party,committee,mediator"`
	State dispute.State `query:"state"`
	Q     string        `query:"q" maxLength:"64"`
	Sort  string        `query:"sort" enum:"newest,due" default:"newest"`
}

// Docs implements httpapi.Documented.
func (listDisputesIn) Docs() map[string]string {
	return map[string]string{
		"state": "Only cases in this state",
		"sort":  "due: running cases, those without a day first, then by the day on which they are due",
		"q":     "Only cases with this in their number; names are sealed and are not searched",
		"as":    "Only the cases one has as a party, works on as a head or mediator, or is assigned to",
	}
}

type listOwnDisputesIn struct{ httpapi.PageIn }

type disputeTimelineIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.PageIn
}

const disputeTag = "disputes"

// Verbs lists what may be done with a case, as the acts of its answers name it.
func Verbs() []dispute.Verb { return dispute.Verbs() }

// Disputes registers the routes of cases.
func Disputes(api *httpapi.API, svc *mediation.Service) {
	api.Tag(disputeTag, "Disputes", "纠纷调解")
	api.Words(words)
	disputeReads(api, svc)
	disputeActs(api, svc)
	documents(api, svc)
	risks(api, svc)
	elsewhere(api, svc)
	suggestions(api, svc)
	oralCases(api, svc)
}

func disputeReads(api *httpapi.API, svc *mediation.Service) {
	const list, due, own, timeline = "disputes", "disputes-due", "own-disputes", "dispute-timeline"
	page := func(
		ctx context.Context, actor models.Actor, name string, in httpapi.PageIn, q mediation.Query,
	) (*disputesOut, error) {
		var err error
		if q.Page, err = api.Page(name, in); err != nil {
			return nil, err
		}
		board, err := svc.List(ctx, actor, q)
		if err != nil {
			return nil, err
		}
		return presentBoard(api, name, board), nil
	}
	httpapi.Get(api, httpapi.Route{
		ID:      "listDisputes",
		Path:    "/disputes",
		Tag:     disputeTag,
		Summary: "Cases in which one has a part, newest first",
		Policy:  disputeReader,
		Description: "Parties see their own cases, heads all cases of their committee, mediators those assigned to " +
			"them. Nobody else sees any. Each tells who, against whom, about how much (not to the other side) and " +
			"who mediates; counts tells how many there are in each state, whatever the filters.",
		ZH: httpapi.InChinese("查看与自己有关的纠纷", "最新的在前。当事人看自己的纠纷，负责人看本委员会的全部纠纷，调解员看分配给自己的纠纷。其他人看不到。"+
			"每件写明申请人、被申请人、金额（被申请人看不到）和调解员；counts 是各状态的件数，不受筛选条件影响。"),
	}, func(ctx context.Context, actor models.Actor, in *listDisputesIn) (*disputesOut, error) {
		q := mediation.Query{As: in.As, State: in.State, Number: in.Q, ByDue: in.Sort == "due"}
		if q.ByDue {
			return page(ctx, actor, due, in.PageIn, q)
		}
		return page(ctx, actor, list, in.PageIn, q)
	})
	httpapi.Get(api, httpapi.Route{
		ID:          "listOwnDisputes",
		Path:        "/me/disputes",
		Tag:         disputeTag,
		Summary:     "Cases in which one is a party, newest first",
		Description: "The same cases as GET /disputes?as=party.",
		ZH:          httpapi.InChinese("查看自己作为当事人的纠纷", "最新的在前。与 GET /disputes?as=party 的结果相同。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *listOwnDisputesIn) (*disputesOut, error) {
		return page(ctx, actor, own, in.PageIn, mediation.Query{As: "party"})
	})
	oneDispute(api, svc, timeline)
}

// oneDispute registers what is read about one case.
func oneDispute(api *httpapi.API, svc *mediation.Service, timeline string) {
	httpapi.Read(api, httpapi.Route{
		ID:      "readDispute",
		Secret:  true,
		Path:    "/disputes/{id}",
		Tag:     disputeTag,
		Summary: "Read a case as far as one's part goes",
		Policy:  disputeReader.ForActing(),
		Description: "The statement, its recording and the evidence are for the applicant and the " +
			"committee; contacts are for " +
			"the committee and for those who gave them.",
		ZH: httpapi.InChinese("查看纠纷", "按各人的身份显示：陈述供申请人和委员会查看；联系方式供委员会和提供者本人查看。"),
	}, func(ctx context.Context, actor models.Actor, in *disputeIn) (mediation.Case, error) {
		return svc.Get(ctx, actor, in.ID)
	}, func(c mediation.Case) *disputeOut { return presentDispute(api, c) })
	httpapi.Read(api, httpapi.Route{
		ID:      "readDisputeTimeline",
		Path:    "/disputes/{id}/timeline",
		Tag:     disputeTag,
		Summary: "What happened to a case",
		Policy:  disputeReader.ForActing(),
		Description: "In the order in which it happened. What the committee wrote for itself is " +
			"shown to the committee only.",
		ZH: httpapi.InChinese("查看纠纷的办理进展", "按发生的先后排列。委员会的内部记录只有委员会看得到。"),
	}, func(ctx context.Context, actor models.Actor, in *disputeTimelineIn) (models.List[mediation.Line], error) {
		p, err := api.Page(timeline, in.PageIn)
		if err != nil {
			return models.List[mediation.Line]{}, err
		}
		return svc.Timeline(ctx, actor, in.ID, p)
	}, func(rows models.List[mediation.Line]) *timelineOut {
		return &timelineOut{Body: DisputeTimeline{ListBody: httpapi.ListOf(api, timeline, rows, disputeLine).Body,
			Routes: legalRoutes("")}}
	})
}
