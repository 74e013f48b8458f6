package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// CommitteePage is a committee with its people, as far as the reader may see them.
type CommitteePage struct {
	Committee
	httpapi.Acts
	Seats   []CommitteeSeat   `json:"seats" maxItems:"100" doc:"For its people and administrators of the place; else empty"`
	Missing []MissingPart     `json:"missing" maxItems:"5" doc:"What it lacks of what the law asks for; to the same readers"`
	Filings []CommitteeFiling `json:"filings" maxItems:"20" doc:"What was or is to be filed, open ones first; to the same readers"`
}

// MissingPart is something that a committee lacks.
type MissingPart struct {
	Kind models.CommitteeLack `json:"kind"`
	Text string               `json:"text" maxLength:"64" example:"还没有主任"`
}

// CommitteeSeat is somebody who serves in a committee or is asked to.
type CommitteeSeat struct {
	PersonID    models.ID       `json:"person_id"`
	Name        string          `json:"name" maxLength:"64" example:"吴有德"`
	Kind        models.SeatKind `json:"kind"`
	KindText    string          `json:"kind_text" maxLength:"16" example:"委员"`
	Head        bool            `json:"head" doc:"Heads the committee, and mediates, too"`
	State       string          `json:"state" enum:"offered,active"`
	StateText   string          `json:"state_text" maxLength:"16" example:"任职中"`
	Since       *models.Instant `json:"since" doc:"When the person accepted"`
	AnswerUntil *models.Instant `json:"answer_until" doc:"Until when an offer waits for the person"`
}

type committeePageOut struct{ Body CommitteePage }

// committeePage registers how a committee is read with its seats, and how a seat ends.
func committeePage(api *httpapi.API, svc *mediation.Service) {
	httpapi.Read(api, httpapi.Route{
		ID:      "readCommittee",
		Path:    "/mediation-committees/{id}",
		Tag:     committeeTag,
		Summary: "Read a committee and who serves there",
		Description: "The head finds here to whom a case can be given. While it forms, only those who are asked and " +
			"administrators of the place see it.",
		ZH:     httpapi.InChinese("查看调解委员会及其成员", "主任由此查看可以指派的调解员。筹建期间，只有受邀人和当地管理员看得到。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeCommittee},
	}, func(ctx context.Context, actor models.Actor, in *committeeIn) (mediation.CommitteePage, error) {
		return svc.Committee(ctx, actor, in.ID)
	}, func(c mediation.CommitteePage) *committeePageOut {
		out := &committeePageOut{Body: CommitteePage{Committee: committeeDTO(c.MediationCommittee),
			Acts: httpapi.ActsOf(c.Choices), Seats: make([]CommitteeSeat, len(c.Seats)), Missing: lacksDTO(c.Missing),
			Filings: filingsDTO(c.Filings, c.Today)}}
		for i, x := range c.Seats {
			state, _ := x.State.Text()
			kind, _ := x.Kind.Text()
			out.Body.Seats[i] = CommitteeSeat{PersonID: x.PersonID, Name: x.Name, Kind: x.Kind, KindText: kind,
				Head: x.Head, State: string(x.State), StateText: state, Since: x.Since, AnswerUntil: x.AnswerUntil}
		}
		return out
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "endSeat",
		Path:    "/mediation-committees/{id}/seats/{person_id}/end",
		Tag:     committeeTag,
		Summary: "End a seat, or take an offer back",
		Status:  200,
		Description: "By an administrator over the place. The person's cases go back to the " +
			"head, who is told and gives " +
			"them to others. The last head of a committee with running cases stays until another one has accepted.",
		ZH: httpapi.InChinese("结束任职或撤回邀请", "由当地管理员办理。此人手上的纠纷交回主任，主任会收到通知并另行指派。"+
			"有未办结纠纷的，唯一的主任须等另一位主任到任后才能离任。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin, models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: mediation.ActionEndSeat},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleState, models.ErrCommitteeLastHead},
	}, func(ctx context.Context, actor models.Actor, in *endSeatIn) (models.MediationCommittee, error) {
		return svc.EndSeat(ctx, actor, in.ID, in.PersonID, in.Body.Reason)
	}, presentCommittee)
	httpapi.Post(api, httpapi.Route{
		ID:      "leaveSeat",
		Path:    "/mediation-committees/{id}/leave",
		Tag:     committeeTag,
		Summary: "Lay down one's own seat",
		Status:  200,
		Description: "At once. One's cases go back to the head. The last head of a committee " +
			"with running cases stays " +
			"until another one has accepted.",
		ZH:     httpapi.InChinese("辞去委员会的职务", "立即生效，手上的纠纷交回主任。有未办结纠纷的，唯一的主任须等另一位主任到任后才能离任。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: mediation.ActionEndSeat},
		Errors: []*models.Error{models.ErrForbidden, models.ErrRoleState, models.ErrCommitteeLastHead},
	}, func(ctx context.Context, actor models.Actor, in *committeeIn) (models.MediationCommittee, error) {
		return svc.LeaveSeat(ctx, actor, in.ID)
	}, presentCommittee)
}
func lacksDTO(missing []models.CommitteeLack) []MissingPart {
	out := make([]MissingPart, len(missing))
	for i, l := range missing {
		zh, _ := l.Text()
		out[i] = MissingPart{Kind: l, Text: zh}
	}
	return out
}
