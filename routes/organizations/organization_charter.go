package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Charter is one version of the charter of an organization.
type Charter struct {
	httpapi.Acts
	OrganizationID   models.ID       `json:"organization_id"`
	OrganizationName string          `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Number           int64           `json:"number" minimum:"1" maximum:"1000000" doc:"1 is that of the founding"`
	Written          bool            `json:"written" doc:"false: nobody has written it; the text is a model in plain words to begin with"`
	State            string          `json:"state" enum:"draft,proposed,in_force,replaced,rejected"`
	StateText        string          `json:"state_text" maxLength:"16" example:"现行"`
	NameAndSeat      string          `json:"name_and_seat" maxLength:"1500" doc:"名称、住所"`
	Purpose          string          `json:"purpose" maxLength:"1500" doc:"宗旨、业务范围和活动地域"`
	Members          string          `json:"members" maxLength:"1500" doc:"会员资格及其权利、义务"`
	Organs           string          `json:"organs" maxLength:"1500" doc:"组织机构及其产生办法"`
	Heads            string          `json:"heads" maxLength:"1500" doc:"负责人的产生、罢免"`
	Assets           string          `json:"assets" maxLength:"1500" doc:"资产管理和使用"`
	Amendment        string          `json:"amendment" maxLength:"1500" doc:"章程的修改程序"`
	Termination      string          `json:"termination" maxLength:"1500" doc:"终止程序和终止后资产的处理"`
	OtherMatters     string          `json:"other_matters" maxLength:"1500" doc:"其他事项"`
	ResolvedOn       *models.Day     `json:"resolved_on" doc:"When the members passed the change"`
	DueOn            *models.Day     `json:"due_on" doc:"Until when the change must be with the authority: thirty days later"`
	DecidedAt        *models.Instant `json:"decided_at"`
	DecisionReason   string          `json:"decision_reason" maxLength:"200" doc:"Why the change was not approved"`
	Version          int64           `json:"version" minimum:"0" maximum:"9007199254740991" doc:"0: nothing is written"`
}

type charterNumberIn struct {
	ID     models.ID `path:"id" doc:"Organization"`
	Number int64     `query:"number" minimum:"0" maximum:"1000000" doc:"A version; absent: the one in force, or the draft" example:"1"`
}

type writeCharterIn struct {
	ID models.ID `path:"id" doc:"Organization"`
	httpapi.IfMatch
	Body struct {
		NameAndSeat  httpapi.Maybe[string]     `json:"name_and_seat,omitzero" maxLength:"1500" example:"我们的组织叫外山村新居民联谊会。"`
		Purpose      httpapi.Maybe[string]     `json:"purpose,omitzero" maxLength:"1500" example:"自己管理自己，互相帮助。"`
		Members      httpapi.Maybe[string]     `json:"members,omitzero" maxLength:"1500" example:"在村里居住或务工的人可以申请加入。"`
		Organs       httpapi.Maybe[string]     `json:"organs,omitzero" maxLength:"1500" example:"会员大会每年至少开一次。"`
		Heads        httpapi.Maybe[string]     `json:"heads,omitzero" maxLength:"1500" example:"会长由会员大会选举产生。"`
		Assets       httpapi.Maybe[string]     `json:"assets,omitzero" maxLength:"1500" example:"账目每半年向会员公布一次。"`
		Amendment    httpapi.Maybe[string]     `json:"amendment,omitzero" maxLength:"1500" example:"会员大会到会会员三分之二以上同意。"`
		Termination  httpapi.Maybe[string]     `json:"termination,omitzero" maxLength:"1500" example:"剩下的财产用于公益事业。"`
		OtherMatters httpapi.Maybe[string]     `json:"other_matters,omitzero" maxLength:"1500" example:"没有写到的事，按国家法律法规办。"`
		ResolvedOn   httpapi.Maybe[models.Day] `json:"resolved_on,omitzero"`
	}
}

// Docs implements httpapi.Documented.
func (writeCharterIn) Docs() map[string]string {
	return map[string]string{
		"resolved_on": "Of an active organization, needed once a proposal: when its members passed the change",
	}
}

type charterOut struct {
	httpapi.Versioned
	Body Charter
}

func charters(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Read(api, httpapi.Route{
		ID:      "readCharter",
		Path:    "/organizations/{id}/charter",
		Tag:     tag,
		Summary: "Read the charter of an organization",
		Description: "Nine sections. Of a draft that has none yet the answer is a model in plain words, with " +
			"written false. A change that is not in force shows to the offices of the organization and to " +
			"administrators of the place only.",
		ZH:     httpapi.InChinese("查看组织章程", "共九章。还没有写章程的草稿，给出通俗的示范文本，written 为 false。尚未生效的修改只有组织任职人员和当地管理员看得到。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *charterNumberIn) (organizations.CharterPage, error) {
		return svc.Charter(ctx, actor, in.ID, in.Number)
	}, presentCharter)
	httpapi.Put(api, httpapi.Route{
		ID:      "writeCharter",
		Path:    "/organizations/{id}/charter",
		Tag:     tag,
		Summary: "Write sections of the charter",
		Description: "The founder of a draft writes it. In an active organization its head proposes a change that " +
			"the members have passed; it is a version of its own, in force when an administrator approves it.",
		ZH: httpapi.InChinese("起草章程的各章", "草稿由发起人撰写。活动中的组织由负责人提出会员已通过的修改，修改单独成为一个版本，经管理员批准后生效。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization,
			Audit: organizations.ActionCharter}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrCharterFrozen,
			models.ErrCharterResolved},
	}, func(ctx context.Context, actor models.Actor, in *writeCharterIn) (*charterOut, error) {
		b := in.Body
		change := organizations.CharterChange{Sections: map[string]*string{}, ResolvedOn: b.ResolvedOn.Pointer()}
		for field, words := range map[string]*string{
			"name_and_seat": b.NameAndSeat.Pointer(), "purpose": b.Purpose.Pointer(), "members": b.Members.Pointer(),
			"organs": b.Organs.Pointer(),
			"heads":  b.Heads.Pointer(), "assets": b.Assets.Pointer(), "amendment": b.Amendment.Pointer(),
			"termination":   b.Termination.Pointer(),
			"other_matters": b.OtherMatters.Pointer(),
		} {
			if words != nil {
				change.Sections[field] = words
			}
		}
		c, err := svc.WriteCharter(ctx, actor, in.ID, in.Expected(), change)
		if err != nil {
			return nil, err
		}
		return presentCharter(c), nil
	})
	charterDecisions(api, svc, tag)
}

// charterDecisions registers how an administrator decides about a charter.
func charterDecisions(api *httpapi.API, svc *organizations.Service, tag string) {
	decision := func(action models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeRegion, Audit: action}
	}
	httpapi.Post(api, httpapi.Route{
		ID:          "approveCharter",
		Path:        "/organizations/{id}/charter/approve",
		Tag:         tag,
		Summary:     "Put a change of the charter in force",
		Status:      200,
		Description: "By an administrator who could approve the organization. The version before is kept.",
		ZH:          httpapi.InChinese("批准章程修改", "由有权批准该组织的管理员办理。此前的版本予以保存。"),
		Policy:      decision(organizations.ActionCharterApprove),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState,
			models.ErrCharterNotOpen, models.ErrCharterIncomplete},
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (organizations.CharterPage, error) {
		return svc.DecideCharter(ctx, actor, in.ID, true, "")
	}, presentCharter)
	httpapi.Post(api, httpapi.Route{
		ID:          "rejectCharter",
		Path:        "/organizations/{id}/charter/reject",
		Tag:         tag,
		Summary:     "Refuse a change of the charter",
		Status:      200,
		Description: "The charter in force stays; the organization may propose another change.",
		ZH:          httpapi.InChinese("不批准章程修改", "现行章程继续有效；组织可以另提修改。"),
		Policy:      decision(organizations.ActionCharterReject),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationAuthority, models.ErrOrganizationState,
			models.ErrCharterNotOpen},
	}, func(ctx context.Context, actor models.Actor, in *shapes.RejectIn) (organizations.CharterPage, error) {
		return svc.DecideCharter(ctx, actor, in.ID, false, in.Body.Reason)
	}, presentCharter)
}

func presentCharter(c organizations.CharterPage) *charterOut {
	state, _ := c.State.Text()
	return &charterOut{Versioned: httpapi.VersionTag(c.Version, c.Choices.Mark()), Body: Charter{
		Acts:           httpapi.ActsOf(c.Choices),
		OrganizationID: c.OrganizationID, Number: c.Number, Written: c.Written, State: string(c.State),
		StateText: state, NameAndSeat: c.NameAndSeat, Purpose: c.Purpose, Members: c.Members, Organs: c.Organs,
		Heads: c.Heads, Assets: c.Assets, Amendment: c.Amendment, Termination: c.Termination,
		OtherMatters: c.OtherMatters, ResolvedOn: c.ResolvedOn, DueOn: c.DueOn, DecidedAt: c.DecidedAt,
		DecisionReason: c.DecisionReason, Version: c.Version,
	}}
}
