package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/party"
)

// BranchMember is a member as the officers of a branch see them.
type BranchMember struct {
	ID           models.ID              `json:"id"`
	PersonID     models.ID              `json:"person_id"`
	Nickname     string                 `json:"nickname" maxLength:"64"`
	Tie          string                 `json:"tie" enum:"formal,participating"`
	TieText      string                 `json:"tie_text" maxLength:"8" example:"报到参加"`
	Standing     *models.MemberStanding `json:"standing" doc:"null: not recorded yet"`
	StandingText string                 `json:"standing_text" maxLength:"8" example:"正式党员"`
	Votes        bool                   `json:"votes" doc:"Full, and the formal tie is here"`
	PaidUntil    *models.Day            `json:"paid_until" doc:"Dues are paid until this day; nothing about money is kept"`
	Behind       bool                   `json:"behind" doc:"Half a year without dues: to be looked after, never struck off by it"`
	JoinedAt     *models.Instant        `json:"joined_at"`
	Version      int64                  `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// PartyHint is something that a branch should think of.
type PartyHint struct {
	Key    string `json:"key" maxLength:"32" example:"committee"`
	Text   string `json:"text" maxLength:"100" example:"正式党员7名以上，应设支部委员会（3至5人，最多7人）。"`
	TextEN string `json:"text_en" maxLength:"200"`
}

// PartyStatus is what the numbers of a branch say.
type PartyStatus struct {
	OrganizationID models.ID   `json:"organization_id"`
	Name           string      `json:"name" maxLength:"40"`
	Inside         bool        `json:"inside" doc:"Whether the reader is in the branch and so gets the numbers"`
	Full           *int64      `json:"full" minimum:"0" maximum:"1000000000"`
	Probationary   *int64      `json:"probationary" minimum:"0" maximum:"1000000000"`
	Activists      *int64      `json:"activists" minimum:"0" maximum:"1000000000"`
	Unrecorded     *int64      `json:"unrecorded" minimum:"0" maximum:"1000000000" doc:"Standing not recorded yet"`
	Participating  *int64      `json:"participating" minimum:"0" maximum:"1000000000" doc:"Take part without the formal tie"`
	AtLeast        *int64      `json:"at_least" minimum:"10" maximum:"1000000000"`
	Hints          []PartyHint `json:"hints" maxItems:"20"`
}

// Docs implements httpapi.Documented.
func (PartyStatus) Docs() map[string]string {
	return map[string]string{
		"full":     "Full members whose formal tie is here; null outside the branch, like the next four",
		"at_least": "To whoever approves branches: in steps of five, null below ten",
	}
}

// MeetingWatch is how a branch stands with one kind of meeting.
type MeetingWatch struct {
	Kind       string      `json:"kind" enum:"general_meeting,committee_meeting,group_meeting,party_class,theme_day,organizational_life,democratic_review"`
	KindText   string      `json:"kind_text" maxLength:"16" example:"党员大会"`
	PeriodText string      `json:"period_text" maxLength:"8" example:"每季度"`
	LastOn     *models.Day `json:"last_on" doc:"When it was last held; null: never"`
	Behind     bool        `json:"behind" doc:"Not held in the last period that is over, nor since"`
}

// MeetingMonitor is a branch with its meetings.
type MeetingMonitor struct {
	OrganizationID models.ID         `json:"organization_id"`
	Name           string            `json:"name" maxLength:"40" example:"外山村流动党支部"`
	RegionCode     models.RegionCode `json:"region_code"`
	RegionName     string            `json:"region_name" maxLength:"255"`
	Behind         bool              `json:"behind" doc:"With any kind"`
	Kinds          []MeetingWatch    `json:"kinds" maxItems:"7"`
}

type partyStandingIn struct {
	ID   models.ID `path:"id" doc:"Membership"`
	Body struct {
		Standing  string     `json:"standing" enum:"full,probationary,activist" doc:"正式党员, 预备党员, 入党积极分子" example:"full"`
		Since     models.Day `json:"since" doc:"From which day" example:"2026-07-01"`
		MeetingID *models.ID `json:"meeting_id,omitempty" doc:"The general meeting that resolved it"`
	}
}

type duesIn struct {
	ID   models.ID `path:"id" doc:"Membership"`
	Body struct {
		PaidUntil httpapi.Optional[models.Day] `json:"paid_until,omitzero" example:"2026-12-31"`
	}
}

// Docs implements httpapi.Documented.
func (duesIn) Docs() map[string]string {
	return map[string]string{
		"paid_until": "Last day for which dues are paid; null: none recorded",
	}
}

type listDuesIn struct {
	httpapi.PageIn
	ID    models.ID `path:"id" doc:"Branch"`
	State string    `query:"state" enum:"all,behind" default:"all" doc:"behind: half a year or more"`
}

type partyMonitorIn struct {
	httpapi.PageIn
	Region models.RegionCode `query:"region" required:"true" doc:"In the subtree of this division"`
}

type (
	branchMemberOut   struct{ Body BranchMember }
	partyStatusOut    struct{ Body PartyStatus }
	meetingMonitorOut struct{ Body MeetingMonitor }
)

func standings(api *httpapi.API, svc *party.Service) {
	const list = "branch_dues"
	httpapi.Put(api, httpapi.Route{
		ID:      "recordPartyStanding",
		Path:    "/memberships/{id}/party-standing",
		Tag:     partyTag,
		Summary: "Record where a member stands",
		Description: "By an officer of the branch of the formal tie, never one's own; from probationary to full " +
			"after a year (党章 7). Only full members whose tie is here vote.",
		ZH:     httpapi.InChinese("登记党员身份", "由组织关系所在支部的任职人员办理，不能办理自己的；预备党员满一年可转为正式党员（党章第七条）。只有组织关系在本支部的正式党员有表决权。"),
		Policy: branchOfficers(party.ActionStanding),
		Errors: []*models.Error{models.ErrNotFound, models.ErrForbidden, branch.ErrOwn,
			models.ErrTemporaryNoAdmissions, branch.ErrTransferNotFormal, branch.ErrProbation,
			branch.ErrStandingMeeting, models.ErrMembershipNotActive},
	}, func(ctx context.Context, actor models.Actor, in *partyStandingIn) (*branchMemberOut, error) {
		m, err := svc.RecordStanding(ctx, actor, in.ID,
			party.Standing{Standing: models.MemberStanding(in.Body.Standing), Since: in.Body.Since,
				MeetingID: in.Body.MeetingID})
		return shownMember(svc, m, err)
	})
	httpapi.Put(api, httpapi.Route{
		ID:          "recordDues",
		Path:        "/memberships/{id}/dues",
		Tag:         partyTag,
		Summary:     "Record until when dues are paid",
		Description: "A day and nothing about money. Whoever takes part may pay here, too.",
		ZH:          httpapi.InChinese("登记党费缴至哪一天", "只登记日期，不登记金额。报到参加的人也可以在这里交。"),
		Policy:      branchOfficers(party.ActionDues),
		Errors: []*models.Error{models.ErrNotFound, models.ErrForbidden, models.ErrTemporaryNoDues,
			models.ErrMembershipNotActive},
	}, func(ctx context.Context, actor models.Actor, in *duesIn) (*branchMemberOut, error) {
		m, err := svc.RecordDues(ctx, actor, in.ID, in.Body.PaidUntil.Pointer())
		return shownMember(svc, m, err)
	})
	httpapi.Read(api, httpapi.Route{
		ID:          "listDues",
		Path:        "/organizations/{id}/dues",
		Tag:         partyTag,
		Summary:     "List members with standing and dues",
		Description: "For the officers of a branch, in the order of arrival.",
		ZH:          httpapi.InChinese("查看党员身份和党费", "供支部任职人员查看，按加入先后排列。"),
		Policy:      branchOfficers(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden, branch.ErrNotPartyBranch, models.ErrTemporaryNoDues},
	}, func(ctx context.Context, actor models.Actor, in *listDuesIn) (models.List[models.Member], error) {
		page, err := api.Page(list, in.PageIn)
		if err != nil {
			return models.List[models.Member]{}, err
		}
		return svc.Dues(ctx, actor, in.ID, in.State == "behind", page)
	}, func(rows models.List[models.Member]) *httpapi.ListOut[BranchMember] {
		today := svc.Today()
		return httpapi.ListOf(api, list, rows, func(m models.Member) BranchMember { return branchMemberDTO(m, today) })
	})
}

func branchStatus(api *httpapi.API, svc *party.Service) {
	const list = "party_monitor"
	httpapi.Read(api, httpapi.Route{
		ID:          "readPartyStatus",
		Path:        "/organizations/{id}/party-status",
		Tag:         partyTag,
		Summary:     "Numbers of a branch and what they ask for",
		Description: "For people of the branch. Those who approve branches get one coarse number, and none below ten.",
		ZH:          httpapi.InChinese("查看支部人数和应办的事", "供支部的人查看。审批支部的管理员只看到一个粗略的数字，不到十人的不显示。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrMembersOnly, branch.ErrNotPartyBranch},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (party.Status, error) {
		return svc.Status(ctx, actor, in.ID)
	}, presentStatus)
	httpapi.Read(api, httpapi.Route{
		ID:          "readMeetingMonitor",
		Path:        "/organizations/{id}/meeting-monitor",
		Tag:         partyTag,
		Summary:     "With which meetings a branch is behind",
		Description: "For people of the branch: 三会一课, theme days and the yearly meetings.",
		ZH:          httpapi.InChinese("查看支部落后的会议", "供支部的人查看：三会一课、主题党日和年度会议。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrMembersOnly, branch.ErrNotPartyBranch},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (party.Monitored, error) {
		return svc.Monitor(ctx, actor, in.ID)
	}, func(m party.Monitored) *meetingMonitorOut {
		return &meetingMonitorOut{Body: monitorDTO(m)}
	})
	httpapi.List(api, httpapi.Route{
		ID:      "listPartyMonitor",
		Path:    "/party-monitor",
		Tag:     partyTag,
		Summary: "Which branches are behind with which meetings",
		Description: "For administrators who approve branches (town and above), by division code: branches, kinds " +
			"and days, no people. Of small branches it leaves the committee out, which would tell how small they are.",
		ZH:     httpapi.InChinese("查看哪些支部的会议落后", "供审批支部的管理员（乡镇及以上）查看，按区划代码排列：只有支部、会议种类和日期，没有人员。小支部不显示支委会，以免透露人数。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin), Scope: httpapi.ScopeRegion},
		Errors: []*models.Error{models.ErrForbidden},
	}, list, func(
		ctx context.Context, actor models.Actor, in *partyMonitorIn, page models.Page,
	) (models.List[party.Monitored], error) {
		return svc.Overview(ctx, actor, in.Region, page)
	}, monitorDTO)
}

func shownMember(svc *party.Service, m models.Member, err error) (*branchMemberOut, error) {
	if err != nil {
		return nil, err
	}
	return &branchMemberOut{Body: branchMemberDTO(m, svc.Today())}, nil
}

func branchMemberDTO(m models.Member, today models.Day) BranchMember {
	tie, _ := m.Tie.Text()
	standing, _ := m.Standing.Text()
	return BranchMember{ID: m.ID, PersonID: m.PersonID, Nickname: m.Nickname, Tie: string(m.Tie), TieText: tie,
		Standing: httpapi.OrNull(m.Standing), StandingText: standing, Votes: branch.Votes(m.Membership), PaidUntil: m.DuesUntil,
		Behind: branch.DuesBehind(m.Membership, today), JoinedAt: m.JoinedAt, Version: m.Version}
}

func presentStatus(s party.Status) *partyStatusOut {
	out := PartyStatus{OrganizationID: s.Branch.ID, Name: s.Branch.Name, Inside: s.Inside, AtLeast: s.Coarse,
		Hints: []PartyHint{}}
	if s.Inside {
		c := s.Counts
		out.Full, out.Probationary, out.Activists = &c.Full, &c.Probationary, &c.Activist
		out.Unrecorded, out.Participating = &c.Unrecorded, &c.Participating
	}
	for _, h := range s.Hints {
		out.Hints = append(out.Hints, PartyHint{Key: h.Key, Text: h.ZH, TextEN: h.EN})
	}
	return &partyStatusOut{Body: out}
}

func monitorDTO(m party.Monitored) MeetingMonitor {
	out := MeetingMonitor{OrganizationID: m.Branch.ID, Name: m.Branch.Name, RegionCode: m.Branch.RegionCode,
		RegionName: m.Branch.RegionName}
	for _, w := range m.Kinds {
		kind, _ := w.Kind.Text()
		period, _ := w.Kind.PeriodText()
		line := MeetingWatch{Kind: string(w.Kind), KindText: kind, PeriodText: period, Behind: w.Behind}
		if w.Last != "" {
			line.LastOn = &w.Last
		}
		out.Kinds, out.Behind = append(out.Kinds, line), out.Behind || w.Behind
	}
	return out
}
