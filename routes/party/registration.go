package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/party"
)

// PartyRegistration is a registration on the wire, for its person and the
// officers of the branch.
type PartyRegistration struct {
	httpapi.Acts
	ID                   models.ID       `json:"id"`
	PersonID             models.ID       `json:"person_id"`
	Nickname             string          `json:"nickname" maxLength:"64"`
	OrganizationID       models.ID       `json:"organization_id" doc:"The branch that keeps it"`
	OrganizationName     string          `json:"organization_name" maxLength:"40"`
	Flow                 string          `json:"flow" enum:"in,out"`
	FlowText             string          `json:"flow_text" maxLength:"8" example:"流入"`
	State                string          `json:"state" enum:"submitted,active,returned,ended"`
	StateText            string          `json:"state_text" maxLength:"8" example:"待确认"`
	HomeOrganizationID   *models.ID      `json:"home_organization_id" doc:"Branch of the formal tie, where it is one of ours"`
	HomeOrganizationName string          `json:"home_organization_name" names:"organization HomeOrganizationID" maxLength:"40"`
	Branch               string          `json:"branch" maxLength:"60" example:"阜阳市颍州区某村党支部"`
	HomeContact          string          `json:"home_contact" maxLength:"100" doc:"Whom to ask at home"`
	CertificateNo        string          `json:"certificate_no" maxLength:"40" doc:"流动党员活动证"`
	Since                models.Day      `json:"since" doc:"Away from home since"`
	TransferDueOn        models.Day      `json:"transfer_due_on"`
	MembershipID         *models.ID      `json:"membership_id" doc:"The participation, once it is confirmed"`
	DecisionReason       string          `json:"decision_reason" maxLength:"200" doc:"Why it was returned"`
	CreatedAt            models.Instant  `json:"created_at"`
	DecidedAt            *models.Instant `json:"decided_at"`
	EndedAt              *models.Instant `json:"ended_at"`
	Version              int64           `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// Docs implements httpapi.Documented.
func (PartyRegistration) Docs() map[string]string {
	return map[string]string{
		"flow":            "in: reports to this branch, belongs elsewhere; out: belongs to this branch, is away",
		"branch":          "The other branch: the home of those who are here, the host of those who are away",
		"transfer_due_on": "180 days later: the formal tie should follow where it can be transferred",
	}
}

// PartyRegistrationLine is a registration in a list, without what is sealed.
type PartyRegistrationLine struct {
	ID            models.ID      `json:"id"`
	PersonID      models.ID      `json:"person_id"`
	Nickname      string         `json:"nickname" maxLength:"64"`
	Flow          string         `json:"flow" enum:"in,out"`
	FlowText      string         `json:"flow_text" maxLength:"8" example:"流入"`
	State         string         `json:"state" enum:"submitted,active,returned,ended"`
	StateText     string         `json:"state_text" maxLength:"8" example:"待确认"`
	Since         models.Day     `json:"since"`
	TransferDueOn models.Day     `json:"transfer_due_on"`
	CreatedAt     models.Instant `json:"created_at"`
}

type registerPartyIn struct {
	Body struct {
		OrganizationID     models.ID  `json:"organization_id" doc:"in: the branch where you take part; out: that of your formal tie"`
		Flow               string     `json:"flow,omitempty" enum:"in,out" default:"in" example:"in"`
		HomeOrganizationID *models.ID `json:"home_organization_id,omitempty"`
		HomeBranch         string     `json:"home_branch,omitempty" maxLength:"60" doc:"in: its name, if it is not" example:"阜阳市颍州区某村党支部"`
		HomeContact        string     `json:"home_contact,omitempty" maxLength:"100" doc:"Whom to ask there" example:"李书记 0558-0000000"`
		HostBranch         string     `json:"host_branch,omitempty" maxLength:"60" example:"杭州市某街道流动党支部"`
		Since              models.Day `json:"since" doc:"First day away from home" example:"2026-03-01"`
		CertificateNo      string     `json:"certificate_no,omitempty" maxLength:"40" doc:"Number of the 流动党员活动证" example:"1234567"`
	}
}

// Docs implements httpapi.Documented.
func (registerPartyIn) Docs() map[string]string {
	return map[string]string{
		"flow": "in: you come from elsewhere; out: you go elsewhere",
		"home_organization_id": "in: the branch of your formal tie, if it is one of ours; filled " +
			"in when your tie is here",
		"host_branch": "out: where you take part meanwhile",
	}
}

type partyRegistrationIn struct {
	ID models.ID `path:"id" doc:"Registration"`
}

type returnRegistrationIn struct {
	ID   models.ID          `path:"id" doc:"Registration"`
	Body shapes.GivenReason `doc:"The member reads it" example:"{\"reason\":\"请补充组织关系所在党支部的联系人\"}"`
}

type listRegistrationsIn struct {
	httpapi.PageIn
	ID    models.ID `path:"id" doc:"Branch"`
	State string    `query:"state" enum:"submitted,active,returned,ended" doc:"Only in this state"`
}

type partyRegistrationOut struct{ Body PartyRegistration }

const partyTag = "party"

// Parties registers the routes of what only Party branches do.
func Parties(api *httpapi.API, svc *party.Service) {
	api.Tag(partyTag, "Party branches", "党支部")
	api.Words(words)
	registrations(api, svc)
	registrationDecisions(api, svc)
	transfers(api, svc)
	transferDecisions(api, svc)
	standings(api, svc)
	branchStatus(api, svc)
	meetings(api, svc)
	meetingChanges(api, svc)
	attendance(api, svc)
}

// branchOfficers is the policy of those who decide what is asked of a branch.
func branchOfficers(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(models.KindPartyBranch.Reviewers()...),
		Scope: httpapi.ScopeOrganization, Audit: audit}
}

// branchPeople is the policy of those who belong to a branch; the service knows.
func branchPeople(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: audit}
}

func registrations(api *httpapi.API, svc *party.Service) {
	own := func(audience httpapi.Audience, audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: audience, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "registerWithBranch",
		Path:    "/me/party-registration",
		Tag:     partyTag,
		Summary: "Report to a Party branch (报到)",
		Status:  201,
		Once: httpapi.OnceByKey("One live registration of a person.",
			"同一人只有一份有效的报到。"),
		Description: "Find one with GET /organizations?kind=party_branch&region=. It needs the consent party_life. " +
			"The formal tie stays where it is; there is one live registration at a time.",
		ZH: httpapi.InChinese("向党支部报到", "用 GET /organizations?kind=party_branch&region= 查找支部。"+
			"须同意用途 party_life。组织关系不变；同一时间只能有一份有效的报到。"),
		Policy: own(httpapi.Verified, party.ActionRegister),
		Errors: []*models.Error{models.ErrNotFound, branch.ErrNotPartyBranch, models.ErrConsentRequired,
			branch.ErrRegistrationLive, branch.ErrRegistrationHere, branch.ErrRegistrationNotMember,
			branch.ErrRegistrationHome, models.ErrPartyMembersOnly, models.ErrMembershipAge,
			models.ErrOrganizationClosed},
	}, func(ctx context.Context, actor models.Actor, in *registerPartyIn) (party.Registration, error) {
		b := in.Body
		return svc.Register(ctx, actor, branch.RegistrationDraft{OrganizationID: b.OrganizationID,
			Flow: branch.Flow(b.Flow), HomeOrganizationID: b.HomeOrganizationID, HomeBranch: b.HomeBranch,
			HomeContact: b.HomeContact, HostBranch: b.HostBranch, Since: b.Since, CertificateNo: b.CertificateNo})
	}, presentRegistration)
	httpapi.Get(api, httpapi.Route{
		ID:          "readOwnPartyRegistration",
		Path:        "/me/party-registration",
		Tag:         partyTag,
		Summary:     "Read one's own newest registration",
		Description: "404 when there was none.",
		ZH:          httpapi.InChinese("查看自己最近一次报到", "没有报到过的回答 404。"),
		Policy:      own(httpapi.Resident, models.Action{}),
		Errors:      []*models.Error{models.ErrNotFound},
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*partyRegistrationOut, error) {
		return shownRegistration(svc.Mine(ctx, actor))
	})
	httpapi.Get(api, httpapi.Route{
		ID:          "readPartyRegistration",
		Path:        "/party-registrations/{id}",
		Tag:         partyTag,
		Summary:     "Read a registration",
		Description: "For its person and the officers of the branch.",
		ZH:          httpapi.InChinese("查看报到", "供本人和支部任职人员查看。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrNotFound},
	}, func(ctx context.Context, actor models.Actor, in *partyRegistrationIn) (*partyRegistrationOut, error) {
		return shownRegistration(svc.Registration(ctx, actor, in.ID))
	})
	listRegistrations(api, svc)
}

// listRegistrations registers the list that the officers of a branch read.
func listRegistrations(api *httpapi.API, svc *party.Service) {
	httpapi.List(api, httpapi.Route{
		ID:          "listPartyRegistrations",
		Path:        "/organizations/{id}/party-registrations",
		Tag:         partyTag,
		Summary:     "List who has reported to a branch",
		Description: "For its officers, the newest first.",
		ZH:          httpapi.InChinese("查看向支部报到的人", "供支部任职人员查看，最新的在前。"),
		Policy:      branchOfficers(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden, branch.ErrNotPartyBranch},
	}, "party_registrations", func(
		ctx context.Context, actor models.Actor, in *listRegistrationsIn, page models.Page,
	) (models.List[party.RegistrationSeen], error) {
		return svc.Registrations(ctx, actor, in.ID, branch.RegistrationState(in.State), page)
	}, registrationLine)
}

func registrationDecisions(api *httpapi.API, svc *party.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "confirmPartyRegistration",
		Path:    "/party-registrations/{id}/confirm",
		Tag:     partyTag,
		Summary: "Take a floating member in",
		Status:  200,
		Description: "By an officer of the branch, never one's own. The member takes part: without a vote, an " +
			"election or a candidacy there. 180 days after `since` both are reminded of the transfer.",
		ZH: httpapi.InChinese("接收流动党员", "由支部任职人员办理，不能办理自己的。接收后可参加活动，在本支部没有表决权、选举权和被选举权。`since` 之后满180天，"+
			"会提醒双方办理转接。"),
		Policy: branchOfficers(party.ActionConfirm),
		Errors: []*models.Error{models.ErrForbidden, branch.ErrOwn, branch.ErrRegistrationDecided,
			models.ErrMembershipExists, models.ErrOrganizationState, models.ErrOrganizationFull,
			models.ErrPartyMembersOnly},
	}, func(ctx context.Context, actor models.Actor, in *partyRegistrationIn) (party.Registration, error) {
		return svc.Confirm(ctx, actor, in.ID)
	}, presentRegistration)
	httpapi.Post(api, httpapi.Route{
		ID:          "returnPartyRegistration",
		Path:        "/party-registrations/{id}/return",
		Tag:         partyTag,
		Summary:     "Give a registration back",
		Status:      200,
		Description: "The member reads the reason and may register again.",
		ZH:          httpapi.InChinese("退回报到", "党员看到原因，可再次报到。"),
		Policy:      branchOfficers(party.ActionReturn),
		Errors: []*models.Error{models.ErrForbidden, branch.ErrOwn, branch.ErrRegistrationDecided,
			models.ErrOrganizationState},
	}, func(ctx context.Context, actor models.Actor, in *returnRegistrationIn) (party.Registration, error) {
		return svc.Return(ctx, actor, in.ID, in.Body.Reason)
	}, presentRegistration)
	httpapi.Post(api, httpapi.Route{
		ID:          "endPartyRegistration",
		Path:        "/party-registrations/{id}/end",
		Tag:         partyTag,
		Summary:     "End a registration",
		Status:      200,
		Description: "By the member or an officer of the branch; the participation ends with it.",
		ZH:          httpapi.InChinese("结束报到", "由党员本人或支部任职人员办理，报到参加随之结束。"),
		Policy:      branchPeople(party.ActionEnd).AsRight(),
		Errors:      []*models.Error{models.ErrNotFound, branch.ErrRegistrationDecided, models.ErrLastHead},
	}, func(ctx context.Context, actor models.Actor, in *partyRegistrationIn) (party.Registration, error) {
		return svc.End(ctx, actor, in.ID)
	}, presentRegistration)
}

func presentRegistration(r party.Registration) *partyRegistrationOut {
	flow, _ := r.Flow.Text()
	state, _ := r.State.Text()
	branchName := r.Branch
	if branchName == "" && r.Flow == branch.FlowIn {
		branchName = r.HomeName
	}
	return &partyRegistrationOut{Body: PartyRegistration{
		Acts: httpapi.ActsOf(r.Choices),
		ID:   r.ID, PersonID: r.PersonID, Nickname: r.Nickname, OrganizationID: r.OrganizationID,
		OrganizationName: r.OrganizationName, Flow: string(r.Flow), FlowText: flow, State: string(r.State),
		StateText: state, HomeOrganizationID: r.HomeOrganizationID, Branch: branchName, HomeContact: r.Contact,
		CertificateNo: r.Certificate, Since: r.Since, TransferDueOn: r.TransferDue(), MembershipID: r.MembershipID,
		DecisionReason: r.DecisionReason, CreatedAt: r.CreatedAt, DecidedAt: r.DecidedAt, EndedAt: r.EndedAt,
		Version: r.Version,
	}}
}

func shownRegistration(r party.Registration, err error) (*partyRegistrationOut, error) {
	if err != nil {
		return nil, err
	}
	return presentRegistration(r), nil
}

func registrationLine(r party.RegistrationSeen) PartyRegistrationLine {
	flow, _ := r.Flow.Text()
	state, _ := r.State.Text()
	return PartyRegistrationLine{ID: r.ID, PersonID: r.PersonID, Nickname: r.Nickname, Flow: string(r.Flow),
		FlowText: flow, State: string(r.State), StateText: state, Since: r.Since, TransferDueOn: r.TransferDue(),
		CreatedAt: r.CreatedAt}
}
