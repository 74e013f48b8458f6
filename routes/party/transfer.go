package party

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/party"
)

// PartyTransfer is a transfer of a formal tie on the wire, for the member and the
// officers of the two branches.
type PartyTransfer struct {
	PartyTransferLine
	httpapi.Acts
	ToName         string      `json:"to_name" maxLength:"60" doc:"The receiving branch; when it is not one of ours, as it was named"`
	Note           string      `json:"note" maxLength:"200"`
	LetterNo       string      `json:"letter_no" maxLength:"40" doc:"Of the letter of introduction (组织关系介绍信)"`
	LetterOn       *models.Day `json:"letter_on"`
	LetterDays     int64       `json:"letter_valid_days" minimum:"0" maximum:"90"`
	DecisionReason string      `json:"decision_reason" maxLength:"200" doc:"Why it was refused"`
}

// PartyTransferLine is a transfer in a list, without what is sealed.
type PartyTransferLine struct {
	ID                 models.ID       `json:"id"`
	PersonID           models.ID       `json:"person_id"`
	Nickname           string          `json:"nickname" maxLength:"64"`
	FromOrganizationID models.ID       `json:"from_organization_id"`
	FromName           string          `json:"from_name" maxLength:"40"`
	ToOrganizationID   *models.ID      `json:"to_organization_id" doc:"null: a branch that is not one of ours"`
	ToOrganizationName string          `json:"to_organization_name" names:"organization ToOrganizationID" maxLength:"40"`
	State              string          `json:"state" enum:"requested,accepted,refused,withdrawn"`
	StateText          string          `json:"state_text" maxLength:"8" example:"待接收"`
	CreatedAt          models.Instant  `json:"created_at"`
	DecidedAt          *models.Instant `json:"decided_at"`
	Version            int64           `json:"version" minimum:"1" maximum:"9007199254740991"`
}

type requestTransferIn struct {
	ID   models.ID `path:"id" doc:"Membership whose tie moves"`
	Body struct {
		ToOrganizationID *models.ID `json:"to_organization_id,omitempty" doc:"The receiving branch, when it is one of ours"`
		ToName           string     `json:"to_name,omitempty" maxLength:"60" doc:"Its name, when it is not" example:"阜阳市颍州区某村党支部"`
		Note             string     `json:"note,omitempty" maxLength:"200" doc:"A word to the receiving branch" example:"已在外山村居住两年"`
	}
}

type transferIn struct {
	ID models.ID `path:"id" doc:"Transfer"`
}

type acceptTransferIn struct {
	ID   models.ID `path:"id" doc:"Transfer"`
	Body struct {
		LetterNo   string     `json:"letter_no" minLength:"1" maxLength:"40" example:"越组介2026第015号"`
		LetterOn   models.Day `json:"letter_on" doc:"Its day" example:"2026-11-20"`
		LetterDays int64      `json:"letter_valid_days,omitempty" minimum:"1" maximum:"90" default:"90" example:"60"`
	}
}

// Docs implements httpapi.Documented.
func (acceptTransferIn) Docs() map[string]string {
	return map[string]string{
		"letter_no":         "Number of the letter of introduction; for a branch outside, of its confirmation",
		"letter_valid_days": "How many days it is valid",
	}
}

type refuseTransferIn struct {
	ID   models.ID          `path:"id" doc:"Transfer"`
	Body shapes.GivenReason `doc:"The member reads it" example:"{\"reason\":\"介绍信抬头有误，请重新开具\"}"`
}

type transferOut struct{ Body PartyTransfer }

var oneTransfer = httpapi.OnceByKey("One open transfer of a membership.",
	"同一组织关系同时只有一份未办结的转接。")

func transfers(api *httpapi.API, svc *party.Service) {
	const list, mine = "party_transfers", "own_transfers"
	httpapi.Post(api, httpapi.Route{
		ID:      "requestTransfer",
		Path:    "/memberships/{id}/transfers",
		Tag:     partyTag,
		Summary: "Ask to transfer the formal tie (组织关系转接)",
		Status:  201,
		Once:    oneTransfer,
		Description: "By the member or an officer of the branch. The receiving branch decides; for one that is not " +
			"ours the old branch records its confirmation. Temporary branches neither give nor take ties.",
		ZH:     httpapi.InChinese("申请转接组织关系", "由党员本人或支部任职人员提出，由接收支部决定；接收支部不在本系统的，由原支部登记对方的确认。临时党支部不转出也不接收组织关系。"),
		Policy: branchPeople(party.ActionTransfer),
		Errors: []*models.Error{models.ErrNotFound, branch.ErrTemporaryNoTies, branch.ErrTransferNotFormal,
			branch.ErrTransferSame, branch.ErrTransferOpen, branch.ErrNotPartyBranch,
			models.ErrMembershipNotActive, models.ErrOrganizationClosed},
	}, func(ctx context.Context, actor models.Actor, in *requestTransferIn) (party.Transfer, error) {
		return svc.RequestTransfer(ctx, actor, in.ID,
			party.Destination{OrganizationID: in.Body.ToOrganizationID, Name: in.Body.ToName, Note: in.Body.Note})
	}, presentTransfer)
	httpapi.Read(api, httpapi.Route{
		ID:          "readTransfer",
		Path:        "/transfers/{id}",
		Tag:         partyTag,
		Summary:     "Read a transfer",
		Description: "For the member and the officers of both branches.",
		ZH:          httpapi.InChinese("查看组织关系转接", "供党员本人和双方支部的任职人员查看。"),
		Policy:      branchPeople(models.Action{}),
		Errors:      []*models.Error{models.ErrNotFound},
	}, func(ctx context.Context, actor models.Actor, in *transferIn) (party.Transfer, error) {
		return svc.Transfer(ctx, actor, in.ID)
	}, presentTransfer)
	httpapi.List(api, httpapi.Route{
		ID:          "listTransfers",
		Path:        "/organizations/{id}/transfers",
		Tag:         partyTag,
		Summary:     "List transfers from and to a branch",
		Description: "For its officers, the newest first.",
		ZH:          httpapi.InChinese("查看转入和转出本支部的转接", "供支部任职人员查看，最新的在前。"),
		Policy:      branchOfficers(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden, branch.ErrNotPartyBranch},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[party.TransferSeen], error) {
		return svc.Transfers(ctx, actor, in.ID, page)
	}, transferLine)
	httpapi.List(api, httpapi.Route{
		ID:          "listOwnTransfers",
		Path:        "/me/transfers",
		Tag:         partyTag,
		Summary:     "List one's own transfers",
		Description: "The newest first.",
		ZH:          httpapi.InChinese("查看自己的组织关系转接", "最新的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, mine, func(
		ctx context.Context, actor models.Actor, in *shapes.OwnListIn, page models.Page,
	) (models.List[party.TransferSeen], error) {
		return svc.OwnTransfers(ctx, actor, page)
	}, transferLine)
}

func transferDecisions(api *httpapi.API, svc *party.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "acceptTransfer",
		Path:    "/transfers/{id}/accept",
		Tag:     partyTag,
		Summary: "Receive a formal tie",
		Status:  200,
		Description: "By an officer of the receiving branch, with the letter of introduction while it is valid. In " +
			"one step the old membership ends as transferred and the new one begins; a person who took part there " +
			"already goes on in the same membership.",
		ZH:     httpapi.InChinese("接收组织关系", "由接收支部的任职人员在介绍信有效期内办理。一步完成：原会员关系以转出结束，新会员关系开始；已在本支部报到参加的人，延续原来的关系。"),
		Policy: branchOfficers(party.ActionAccept),
		Errors: []*models.Error{models.ErrForbidden, branch.ErrOwn, branch.ErrTransferDecided,
			branch.ErrTransferLetter, models.ErrPartyTieElsewhere, models.ErrMembershipNotActive,
			models.ErrMembershipExists, models.ErrOrganizationFull, models.ErrOrganizationClosed, models.ErrLastHead,
			branch.ErrTemporaryNoTies},
	}, func(ctx context.Context, actor models.Actor, in *acceptTransferIn) (party.Transfer, error) {
		return svc.AcceptTransfer(ctx, actor, in.ID,
			branch.Letter{No: in.Body.LetterNo, On: in.Body.LetterOn, Days: in.Body.LetterDays})
	}, presentTransfer)
	httpapi.Post(api, httpapi.Route{
		ID:          "refuseTransfer",
		Path:        "/transfers/{id}/refuse",
		Tag:         partyTag,
		Summary:     "Refuse a formal tie",
		Status:      200,
		Description: "The tie stays where it is; the member reads the reason.",
		ZH:          httpapi.InChinese("不接收组织关系", "组织关系留在原支部；党员看到原因。"),
		Policy:      branchOfficers(party.ActionRefuse),
		Errors:      []*models.Error{models.ErrForbidden, branch.ErrOwn, branch.ErrTransferDecided},
	}, func(ctx context.Context, actor models.Actor, in *refuseTransferIn) (party.Transfer, error) {
		return svc.RefuseTransfer(ctx, actor, in.ID, in.Body.Reason)
	}, presentTransfer)
	httpapi.Post(api, httpapi.Route{
		ID:          "withdrawTransfer",
		Path:        "/transfers/{id}/withdraw",
		Tag:         partyTag,
		Summary:     "Take a transfer back",
		Status:      200,
		Description: "By the member or whoever asked for it, until it is decided.",
		ZH:          httpapi.InChinese("撤回转接申请", "由党员本人或提出申请的人在决定之前撤回。"),
		Policy:      branchPeople(party.ActionWithdraw).AsRight(),
		Errors:      []*models.Error{models.ErrForbidden, branch.ErrTransferDecided},
	}, func(ctx context.Context, actor models.Actor, in *transferIn) (party.Transfer, error) {
		return svc.WithdrawTransfer(ctx, actor, in.ID)
	}, presentTransfer)
}

func transferLine(t party.TransferSeen) PartyTransferLine {
	state, _ := t.State.Text()
	return PartyTransferLine{ID: t.ID, PersonID: t.PersonID, Nickname: t.Nickname,
		FromOrganizationID: t.FromOrganizationID, FromName: t.FromName, ToOrganizationID: t.ToOrganizationID,
		State: string(t.State), StateText: state, CreatedAt: t.CreatedAt, DecidedAt: t.DecidedAt, Version: t.Version}
}

func presentTransfer(t party.Transfer) *transferOut {
	name := t.ToName
	if t.ToOrganizationID == nil {
		name = t.Outside
	}
	return &transferOut{Body: PartyTransfer{PartyTransferLine: transferLine(t.TransferSeen),
		Acts: httpapi.ActsOf(t.Choices), ToName: name, Note: t.Note, LetterNo: t.LetterNo, LetterOn: t.LetterOn,
		LetterDays: t.LetterDays, DecisionReason: t.DecisionReason}}
}
