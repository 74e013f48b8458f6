package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Removal is a proposal to remove a member.
type Removal struct {
	httpapi.Acts
	ID                 models.ID       `json:"id"`
	MembershipID       models.ID       `json:"membership_id"`
	OrganizationID     models.ID       `json:"organization_id"`
	OrganizationName   string          `json:"organization_name" maxLength:"40"`
	PersonID           models.ID       `json:"person_id"`
	Nickname           string          `json:"nickname" maxLength:"64"`
	State              string          `json:"state" enum:"open,objected,executed,dropped"`
	StateText          string          `json:"state_text" maxLength:"16" example:"待本人回应"`
	Reason             string          `json:"reason" maxLength:"200"`
	ProposedBy         *models.ID      `json:"proposed_by"`
	ProposedByNickname string          `json:"proposed_by_nickname" names:"person ProposedBy" maxLength:"64"`
	ObjectBy           models.Day      `json:"object_by"`
	Objection          string          `json:"objection" maxLength:"500" doc:"The member's own words; empty in lists"`
	ObjectedAt         *models.Instant `json:"objected_at"`
	DecideBy           *models.Day     `json:"decide_by" doc:"Last day for a decision about the objection; without one the member stays"`
	DecidedBy          *models.ID      `json:"decided_by" doc:"null when it ended by its date"`
	DecidedByNickname  string          `json:"decided_by_nickname" names:"person DecidedBy" maxLength:"64"`
	DecidedAt          *models.Instant `json:"decided_at"`
	DecisionReason     string          `json:"decision_reason" maxLength:"200"`
	Version            int64           `json:"version" minimum:"1" maximum:"9007199254740991"`
	CreatedAt          models.Instant  `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (Removal) Docs() map[string]string {
	return map[string]string{
		"object_by": "Last day for an objection; without one the removal takes effect when it is over",
	}
}

type proposeRemovalIn struct {
	ID   models.ID          `path:"id" doc:"Membership"`
	Body shapes.GivenReason `doc:"The member reads it" example:"{\"reason\":\"长期不参加活动，也联系不上\"}"`
}

type removalIn struct {
	ID models.ID `path:"id" doc:"Removal"`
}

type objectRemovalIn struct {
	ID   models.ID       `path:"id" doc:"Removal"`
	Body shapes.OwnWords `doc:"Why not; kept sealed" example:"{\"words\":\"我一直在外地上班，下个月回来。\"}"`
}

type decideRemovalIn struct {
	ID   models.ID          `path:"id" doc:"Removal"`
	Body shapes.GivenReason `doc:"The member reads it" example:"{\"reason\":\"经核实，情况属实\"}"`
}

type removalOut struct{ Body Removal }

func removals(api *httpapi.API, svc *organizations.Service, tag string) {
	const list, mine = "removals", "my_removals"
	httpapi.List(api, httpapi.Route{
		ID:      "listRemovals",
		Path:    "/organizations/{id}/removals",
		Tag:     tag,
		Summary: "List the removals of an organization",
		Description: "For the offices that decide, and the member concerned; administrators of the place see those " +
			"that were objected to, except in a Party branch.",
		ZH:     httpapi.InChinese("查看组织的移出", "供有权决定的任职人员和所涉会员查看；当地管理员可看有申辩的移出，党支部的除外。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.RemovalView], error) {
		return svc.Removals(ctx, actor, in.ID, page)
	}, removalDTO)
	httpapi.List(api, httpapi.Route{
		ID:          "listMyRemovals",
		Path:        "/me/removals",
		Tag:         tag,
		Summary:     "List the removals about oneself",
		Description: "The newest first.",
		ZH:          httpapi.InChinese("查看针对自己的移出", "最新的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, mine, func(
		ctx context.Context, actor models.Actor, in *shapes.OwnListIn, page models.Page,
	) (models.List[models.RemovalView], error) {
		return svc.MyRemovals(ctx, actor, page)
	}, removalDTO)
	httpapi.Read(api, httpapi.Route{
		ID:          "readRemoval",
		Path:        "/removals/{id}",
		Tag:         tag,
		Summary:     "Read a removal",
		Description: "With the member's own words.",
		ZH:          httpapi.InChinese("查看移出", "包括会员本人的申辩。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization},
	}, func(ctx context.Context, actor models.Actor, in *removalIn) (models.RemovalView, error) {
		return svc.Removal(ctx, actor, in.ID)
	}, presentRemoval)
	removalActs(api, svc, tag)
}

func removalActs(api *httpapi.API, svc *organizations.Service, tag string) {
	policy := func(scope httpapi.Scope, audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: scope, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "proposeRemoval",
		Path:    "/memberships/{id}/removal",
		Tag:     tag,
		Summary: "Propose to remove a member",
		Status:  201,
		Once: httpapi.OnceByKey("One open removal of a membership.",
			"同一会籍同时只有一份未办结的移出。"),
		Description: "By the head. The member is told and may object within ten days; without an objection it takes " +
			"effect when they are over. A head is not removed, and a temporary Party branch removes nobody.",
		ZH:     httpapi.InChinese("提出移出会员", "由负责人提出。会员收到通知，十天内可以申辩；没有申辩的，期满生效。负责人不能被移出，临时党支部不移出任何人。"),
		Policy: policy(httpapi.ScopeOrganization, organizations.ActionPropose),
		Errors: []*models.Error{models.ErrForbidden, models.ErrTemporaryNoDiscipline, models.ErrRemovalOwn,
			models.ErrMembershipNotActive, models.ErrRemovalHead, models.ErrRemovalOpen},
	}, func(ctx context.Context, actor models.Actor, in *proposeRemovalIn) (models.RemovalView, error) {
		return svc.ProposeRemoval(ctx, actor, in.ID, in.Body.Reason)
	}, presentRemoval)
	httpapi.Post(api, httpapi.Route{
		ID:      "objectToRemoval",
		Path:    "/removals/{id}/object",
		Tag:     tag,
		Summary: "Object to one's removal",
		Status:  200,
		Description: "Then somebody else than the proposer decides within 30 days: another office holder or, where " +
			"there is none, an administrator of the place. When nobody does, one stays.",
		ZH:     httpapi.InChinese("对移出提出申辩", "申辩后，由提出人以外的人在30天内决定：另一名任职人员，没有时由当地管理员决定。无人决定的，保留会员资格。"),
		Policy: policy(httpapi.ScopeSelf, organizations.ActionObject).AsRight(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrRemovalObjected, models.ErrRemovalDecided,
			models.ErrRemovalLate},
	}, func(ctx context.Context, actor models.Actor, in *objectRemovalIn) (models.RemovalView, error) {
		return svc.ObjectToRemoval(ctx, actor, in.ID, in.Body.Words)
	}, presentRemoval)
	removalDecisions(api, svc, tag, policy)
}

// removalDecisions registers what may come of an objection.
func removalDecisions(
	api *httpapi.API, svc *organizations.Service, tag string, policy func(httpapi.Scope, models.Action) httpapi.Policy,
) {
	decided := []*models.Error{models.ErrForbidden, models.ErrRemovalAnother, models.ErrRemovalDecided}
	httpapi.Post(api, httpapi.Route{
		ID:          "confirmRemoval",
		Path:        "/removals/{id}/confirm",
		Tag:         tag,
		Summary:     "Remove the member in spite of the objection",
		Status:      200,
		Description: "Ends the membership, its offices, and what the person is in sub-groups.",
		ZH:          httpapi.InChinese("决定移出会员", "在申辩之后作出。会员关系、职务以及在下设小组的关系随之结束。"),
		Policy:      policy(httpapi.ScopeOrganization, organizations.ActionRemove),
		Errors:      append(decided, models.ErrRemovalNotObjected, models.ErrLastHead, models.ErrMembershipNotActive),
	}, func(ctx context.Context, actor models.Actor, in *decideRemovalIn) (models.RemovalView, error) {
		return svc.ConfirmRemoval(ctx, actor, in.ID, in.Body.Reason)
	}, presentRemoval)
	httpapi.Post(api, httpapi.Route{
		ID:          "dropRemoval",
		Path:        "/removals/{id}/drop",
		Tag:         tag,
		Summary:     "Let the member stay",
		Status:      200,
		Description: "By whoever decides about the objection, or by the office holder who proposed the removal.",
		ZH:          httpapi.InChinese("撤销移出，保留会员", "由对申辩作决定的人，或提出移出的任职人员办理。"),
		Policy:      policy(httpapi.ScopeOrganization, organizations.ActionDrop),
		Errors:      decided,
	}, func(ctx context.Context, actor models.Actor, in *decideRemovalIn) (models.RemovalView, error) {
		return svc.DropRemoval(ctx, actor, in.ID, in.Body.Reason)
	}, presentRemoval)
}

func removalDTO(r models.RemovalView) Removal {
	state, _ := r.State.Text()
	return Removal{
		Acts: httpapi.ActsOf(r.Choices), ID: r.ID, MembershipID: r.MembershipID, OrganizationID: r.OrganizationID,
		OrganizationName: r.OrganizationName, PersonID: r.PersonID, Nickname: r.Nickname, State: string(r.State),
		StateText: state, Reason: r.Reason, ProposedBy: r.ProposedBy, ObjectBy: r.ObjectBy, Objection: r.Objection,
		ObjectedAt: r.ObjectedAt, DecideBy: r.DecideBy, DecidedBy: r.DecidedBy, DecidedAt: r.DecidedAt,
		DecisionReason: r.DecisionReason, Version: r.Version, CreatedAt: r.CreatedAt,
	}
}

func presentRemoval(r models.RemovalView) *removalOut { return &removalOut{Body: removalDTO(r)} }
