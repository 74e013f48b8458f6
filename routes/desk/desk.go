package desk

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/routes/httpapi"
	peopleroutes "xinjumin/routes/people"
	"xinjumin/services/desk"
	"xinjumin/services/people"
)

type (
	deskSessionOut       struct{ Body DeskSession }
	deskSessionDetailOut struct{ Body DeskSessionDetail }
	deskSessionIn        struct {
		ID models.ID `path:"id" doc:"Session at the desk"`
	}
	listDeskSessionsIn struct{ httpapi.PageIn }
	openDeskSessionIn  struct {
		Body struct {
			RegionCode models.RegionCode `json:"region_code" doc:"Where the desk is, in the officer's own place" example:"330602005206"`
			PersonID   models.ID         `json:"person_id,omitzero" example:"01a20573-745f-709c-a0c1-d936d4b7f7c8"`
			Name       string            `json:"name,omitempty" maxLength:"200" doc:"As on the card" example:"张三"`
			IDNumber   string            `json:"id_number,omitempty" maxLength:"64" doc:"As on the card" example:"339900199005010019"`
		}
	}
	confirmDeskSessionIn struct {
		ID   models.ID `path:"id" doc:"Session at the desk"`
		Body struct {
			Code string `json:"code,omitempty" maxLength:"6" pattern:"^[0-9]{6}$" example:"204813"`
		}
	}
	registerAtDeskIn struct {
		Body struct {
			RegionCode models.RegionCode `json:"region_code" doc:"Present place" example:"330602005206"`
			Name       string            `json:"name" minLength:"1" maxLength:"200" doc:"As on the card" example:"张三"`
			IDNumber   string            `json:"id_number" minLength:"1" maxLength:"64" doc:"As on the card" example:"339900199005010019"`
		}
	}
)

// Docs implements httpapi.Documented.
func (openDeskSessionIn) Docs() map[string]string {
	return map[string]string{
		"person_id": "Somebody of the officer's own place; or name and id_number",
	}
}

// Docs implements httpapi.Documented.
func (confirmDeskSessionIn) Docs() map[string]string {
	return map[string]string{
		"code": "That the person shows; a second officer sends none",
	}
}

const (
	deskTag     = "desk"
	deskList    = "desk-sessions"
	ownDeskList = "own-desk-sessions"
)

func deskPolicy(audit models.Action, roles ...models.Role) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(roles...), Scope: httpapi.ScopeRegion, Audit: audit}
}

// Desk registers the assisted desk: the officers' side and the person's.
func Desk(api *httpapi.API, svc *desk.Service, persons *people.Service) {
	api.Tag(deskTag, "Assisted desk", "协管员代办")
	api.Words(words)
	deskOpening(api, svc, persons)
	deskFinding(api, svc, persons)
	deskSide(api, svc)
	deskOwn(api, svc)
	deskObjections(api, svc)
}

func deskOpening(api *httpapi.API, svc *desk.Service, persons *people.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "registerAtDesk",
		Path:    "/desk/persons",
		Tag:     deskTag,
		Summary: "Register a person who has no account",
		Status:  201,
		Once: httpapi.OnceByKey("An identity number belongs to one person; the same officer "+
			"gets the same registration.",
			"一个身份证号码只对应一人；同一协管员得到同一份登记。"),
		Description: "For somebody who is present with her card and has neither phone nor WeChat. The account is " +
			"under review until another officer has looked at the card and verified it (approveIdentity). A later " +
			"WeChat account of the same person is merged into it at the desk. The same officer may repeat the " +
			"request; an Idempotency-Key is not kept.",
		ZH: httpapi.InChinese("为没有账号的人登记", "用于本人带身份证到场、既没有手机也没有微信的情形。账号先处于待核实状态，由另一名协管员看过身份证并核实后生效"+
			"（approveIdentity）。本人以后有了微信账号，可在窗口合并到这个账号。同一名协管员可以重复提交；不保存 Idempotency-Key。"),
		Policy:        deskPolicy(people.ActionRegister, models.RoleOfficer),
		NoIdempotency: true,
		Errors:        []*models.Error{models.ErrIdentityTaken, models.ErrIdentityTooYoung, models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *registerAtDeskIn) (people.Review, error) {
		return persons.RegisterAtDesk(ctx, actor, people.Registration{RegionCode: in.Body.RegionCode,
			Identity: people.Identity{Name: in.Body.Name, IDNumber: in.Body.IDNumber}})
	}, peopleroutes.PresentReview)
	httpapi.Post(api, httpapi.Route{
		ID:      "openDeskSession",
		Path:    "/desk/sessions",
		Tag:     deskTag,
		Summary: "Ask to act for a person who is present",
		Status:  201,
		Once: httpapi.OnceByKey("One open session of an officer and of a person; the same officer gets the open one.",
			"协管员和当事人各只有一次进行中的代办；同一协管员得到同一次。"),
		Description: "The person is named by the card before the officer, name and number, or by an id from the " +
			"officer's own place. A card that fits nobody is refused in one way, whatever does not fit, and counts. " +
			"Nothing may be done before the session is confirmed: by the person with her own account " +
			"(confirmOwnDeskSession, or the code that she sees there and shows), or, where she has none, by a " +
			"second officer. Then the officer calls with her own token and the header X-Acting-For on the routes " +
			"whose x-policy says acting. One session at a time. The same again gives the open session; an " +
			"Idempotency-Key is not kept.",
		ZH: httpapi.InChinese("申请为到场的人代办", "按协管员面前的身份证（姓名和号码）指明本人，或按协管员所在地区人员的编号指明。身份证与人对不上时，不论哪一项不符，"+
			"拒绝的说法都一样，并计入次数。代办在确认之前什么也不能办：由本人用自己的账号确认（confirmOwnDeskSession，或向协管员出示屏幕上的确认码）；本人没有账号的，"+
			"由第二名协管员确认。确认后，协管员用自己的令牌加请求头 X-Acting-For，调用 x-policy 中写明 acting 的接口。同一时间只能有一次代办。重复申请得到同一次代办；"+
			"不保存 Idempotency-Key。"),
		Policy:        deskPolicy(desk.ActionOpen, models.RoleOfficer),
		NoIdempotency: true,
		Errors: []*models.Error{models.ErrForbidden, models.ErrNotFound, assistance.ErrNoMatch, assistance.ErrTooMany,
			assistance.ErrOwn, assistance.ErrStaff, assistance.ErrBusy, assistance.ErrPersonBusy,
			models.ErrIdentityTooYoung},
	}, func(ctx context.Context, actor models.Actor, in *openDeskSessionIn) (assistance.SessionView, error) {
		return svc.Open(ctx, actor, desk.Opening{RegionCode: in.Body.RegionCode, PersonID: in.Body.PersonID,
			Name: in.Body.Name, IDNumber: in.Body.IDNumber})
	}, presentDesk)
}

func deskSide(api *httpapi.API, svc *desk.Service) {
	staff := append(assistance.Confirmers(), models.RolePlatformAdmin)
	httpapi.List(api, httpapi.Route{
		ID:      "listDeskSessions",
		Path:    "/desk/sessions",
		Tag:     deskTag,
		Summary: "List sessions at the desk",
		Description: "The newest first: one's own, in one's places those that a second officer confirms, and for " +
			"administrators of a place all there.",
		ZH:     httpapi.InChinese("查询代办", "最新的在前：自己办理的、本地区等第二名协管员确认的；地区管理员看本地区全部代办。"),
		Policy: deskPolicy(models.Action{}, staff...),
	}, deskList, func(
		ctx context.Context, actor models.Actor, in *listDeskSessionsIn, page models.Page,
	) (models.List[assistance.SessionView], error) {
		return svc.Sessions(ctx, actor, page)
	}, deskDTO)
	httpapi.Get(api, httpapi.Route{
		ID:          "readDeskSession",
		Secret:      true,
		Path:        "/desk/sessions/{id}",
		Tag:         deskTag,
		Summary:     "Read a session and what was done in it",
		Description: "For its officer, those who are asked to confirm it, and administrators of the place.",
		ZH:          httpapi.InChinese("查看一次代办及所办的事", "供办理的协管员、被请来确认的人和当地管理员查看。"),
		Policy:      deskPolicy(models.Action{}, staff...),
		Errors:      []*models.Error{models.ErrNotFound},
	}, func(ctx context.Context, actor models.Actor, in *deskSessionIn) (*deskSessionDetailOut, error) {
		v, err := svc.Session(ctx, actor, in.ID)
		return presentDeskDetail(ctx, v), err
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "confirmDeskSession",
		Path:    "/desk/sessions/{id}/confirm",
		Tag:     deskTag,
		Summary: "Confirm a session at the desk",
		Status:  200,
		Description: "With a code: by its officer, to whom the person showed it; the fifth wrong one ends the " +
			"session. Without: by a second officer who has looked at the card, for a person who has no account of " +
			"her own. It holds for half an hour then. The same again changes nothing; an Idempotency-Key is not kept.",
		ZH: httpapi.InChinese("确认代办", "带确认码的：由办理的协管员提交本人出示的确认码，错到第五次，这次代办即告结束。不带确认码的：本人没有账号时，由看过身份证的第二名协管员确认。"+
			"确认后半小时内有效。重复确认不产生变化；不保存 Idempotency-Key。"),
		Policy:        deskPolicy(desk.ActionConfirm, assistance.Confirmers()...),
		NoIdempotency: true,
		Errors: []*models.Error{models.ErrForbidden, models.ErrNotFound, assistance.ErrState, assistance.ErrCode,
			assistance.ErrCodeDead, assistance.ErrOwnConfirm, assistance.ErrSecond},
	}, func(ctx context.Context, actor models.Actor, in *confirmDeskSessionIn) (assistance.SessionView, error) {
		return svc.Confirm(ctx, actor, in.ID, in.Body.Code)
	}, presentDesk)
	deskEnd(api, svc, staff)
}

// deskEnd registers the end of a session from the side of the desk.
func deskEnd(api *httpapi.API, svc *desk.Service, staff []models.Role) {
	httpapi.Post(api, httpapi.Route{
		ID:          "endDeskSession",
		Path:        "/desk/sessions/{id}/end",
		Tag:         deskTag,
		Summary:     "End a session at the desk",
		Status:      200,
		Description: "By its officer or an administrator of the place. The person is told what was done.",
		ZH:          httpapi.InChinese("结束代办", "由办理的协管员或当地管理员结束。会告诉本人办了哪些事。"),
		Policy:      deskPolicy(desk.ActionEnd, staff...),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrNotFound, assistance.ErrState},
	}, func(ctx context.Context, actor models.Actor, in *deskSessionIn) (assistance.SessionView, error) {
		return svc.End(ctx, actor, in.ID)
	}, presentDesk)
}

func deskOwn(api *httpapi.API, svc *desk.Service) {
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.List(api, httpapi.Route{
		ID:          "listOwnDeskSessions",
		Path:        "/me/desk-sessions",
		Tag:         deskTag,
		Summary:     "List sessions in one's own name",
		Description: "The newest first: who acted for one, where and when.",
		ZH:          httpapi.InChinese("查看以自己名义的代办", "最新的在前：谁在什么时候、什么地方为自己代办。"),
		Policy:      self(models.Action{}).ForActing(),
	}, ownDeskList, func(
		ctx context.Context, actor models.Actor, in *listDeskSessionsIn, page models.Page,
	) (models.List[assistance.SessionView], error) {
		return svc.Own(ctx, actor, page)
	}, deskDTO)
	httpapi.Get(api, httpapi.Route{
		ID:      "readOwnDeskSession",
		Secret:  true,
		Path:    "/me/desk-sessions/{id}",
		Tag:     deskTag,
		Summary: "Read what was done in one's own name",
		Description: "Who did or read what, and when. While the session waits it has the code for the officer, " +
			"which nobody but the person sees.",
		ZH:     httpapi.InChinese("查看一次代办以自己名义办了什么", "谁在什么时候办了什么、看了什么。等待确认时，里面有给协管员的确认码，只有本人看得到。"),
		Policy: self(models.Action{}).ForActing(),
		Errors: []*models.Error{models.ErrNotFound},
	}, func(ctx context.Context, actor models.Actor, in *deskSessionIn) (*deskSessionDetailOut, error) {
		v, err := svc.OwnSession(ctx, actor, in.ID)
		return presentDeskDetail(ctx, v), err
	})
	for _, verb := range []struct {
		id, path, summary, more string
		zh                      httpapi.Chinese
		audit                   models.Action
		do                      func(context.Context, models.Actor, models.ID) (assistance.SessionView, error)
	}{
		{"confirmOwnDeskSession", "confirm", "Let the officer act for oneself",
			"For half an hour, or until either ends it.", httpapi.InChinese("同意协管员为自己代办", "半小时内有效，双方都可以提前结束。"),
			desk.ActionConfirm, svc.ConfirmOwn},
		{"endOwnDeskSession", "end", "Refuse or end a session in one's own name",
			"At once: the officer's next request is refused.",
			httpapi.InChinese("拒绝或结束以自己名义的代办", "立即生效，协管员的下一次请求就会被拒绝。"), desk.ActionEnd, svc.EndOwn},
	} {
		httpapi.Post(api, httpapi.Route{
			ID:          verb.id,
			Path:        "/me/desk-sessions/{id}/" + verb.path,
			Tag:         deskTag,
			Summary:     verb.summary,
			Description: verb.more,
			ZH:          verb.zh,
			Status:      200,
			Policy:      self(verb.audit),
			Errors:      []*models.Error{models.ErrNotFound, assistance.ErrState},
		}, func(ctx context.Context, actor models.Actor, in *deskSessionIn) (assistance.SessionView, error) {
			return verb.do(ctx, actor, in.ID)
		}, presentDesk)
	}
}

func presentDesk(v assistance.SessionView) *deskSessionOut { return &deskSessionOut{Body: deskDTO(v)} }

func deskDTO(v assistance.SessionView) DeskSession {
	state, _ := v.State.Text()
	way, _ := v.Way.Text()
	return DeskSession{ID: v.ID, OfficerID: v.OfficerID, OfficerName: v.OfficerName, PersonID: v.PersonID,
		PersonName: v.PersonName, RegionCode: v.RegionCode, Place: v.Place, State: string(v.State), StateText: state,
		Way: string(v.Way), WayText: way, ConfirmedAt: v.ConfirmedAt, ConfirmedBy: v.ConfirmedBy,
		ExpiresAt: v.ExpiresAt, EndedAt: v.EndedAt, EndReason: httpapi.OrNull(v.EndReason), CreatedAt: v.CreatedAt,
		ObjectionDays: assistance.ObjectDays, Acts: httpapi.ActsOf(v.Choices)}
}

func presentDeskDetail(ctx context.Context, v assistance.SessionView) *deskSessionDetailOut {
	out := &deskSessionDetailOut{Body: DeskSessionDetail{DeskSession: deskDTO(v), Code: v.Code,
		Done: make([]DeskAct, len(v.Done))}}
	for i, e := range v.Done {
		words, en := assistance.ActText(e.Action)
		if httpapi.English(ctx) {
			words = en
		}
		out.Body.Done[i] = DeskAct{At: e.At, OfficerID: e.ActorID, Action: e.Action, ActionText: words,
			Object: e.Object, ObjectID: e.ObjectID, Outcome: string(e.Outcome), Detail: e.Detail}
	}
	if v.Objection != nil {
		o := deskObjectionDTO(*v.Objection)
		out.Body.Objection = &o
	}
	return out
}
