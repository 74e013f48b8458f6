package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/privacy"
)

// ClosingHindrance is something to put in order before the account can be closed.
type ClosingHindrance struct {
	Code     string     `json:"code" maxLength:"48" doc:"The code that closing would be refused with" example:"office.last_head"`
	Text     string     `json:"text" maxLength:"300" example:"该组织只有这一位负责人，请先安排接任的人"`
	Object   string     `json:"object" enum:"role,organization,dispute,committee"`
	ObjectID *models.ID `json:"object_id" doc:"The organization, the case or the committee"`
	Name     string     `json:"name" maxLength:"60" doc:"Name of the organization or committee, number of the case" example:"外山村新居民联谊会"`
}

// ClosingItem is a kind of data and what becomes of it.
type ClosingItem struct {
	Key  string `json:"key" maxLength:"48" example:"sessions"`
	Name string `json:"name" maxLength:"60" example:"登录记录"`
	What string `json:"what" enum:"delete,forget,keep" doc:"delete: gone; forget: emptied, a bare number stays; keep: a law wants it kept"`
	Text string `json:"text" maxLength:"300" doc:"What happens and why" example:"设备名称清除；登录时间依法留存六个月后删除。"`
	Law  string `json:"law" maxLength:"200" doc:"The law that keeps what stays; empty: nothing stays" example:"网络安全法关于网络日志留存不少于六个月的规定"`
	Kept string `json:"kept" maxLength:"100" doc:"How long what stays is kept; empty: nothing stays" example:"6个月"`
}

// Closing is what closing the account does.
type Closing struct {
	MayClose    bool               `json:"may_close" doc:"Nothing hinders it and the sign-in is fresh"`
	SignInAgain bool               `json:"sign_in_again" doc:"The sign-in is older than five minutes: call wx.login again first"`
	Hindrances  []ClosingHindrance `json:"hindrances" maxItems:"301"`
	Memberships int64              `json:"memberships" minimum:"0" maximum:"9007199254740991" doc:"Memberships and applications that end"`
	Signups     int64              `json:"signups" minimum:"0" maximum:"9007199254740991" doc:"Places that go to those who wait"`
	Roles       int64              `json:"roles" minimum:"0" maximum:"9007199254740991" doc:"Roles and offices that end"`
	Polls       int64              `json:"polls" minimum:"0" maximum:"9007199254740991" doc:"Rolls of polls on which a number stays"`
	Data        []ClosingItem      `json:"data" maxItems:"200" doc:"Each kind of data, and what becomes of it"`
	ClosedAt    *models.Instant    `json:"closed_at" doc:"Set once it is closed"`
}

type closingOut struct{ Body Closing }

type closeIn struct {
	Confirm string `query:"confirm" required:"true" enum:"close" example:"close"`
}

// Docs implements httpapi.Documented.
func (closeIn) Docs() map[string]string {
	return map[string]string{
		"confirm": "Says that the person has read what is erased and what is kept",
	}
}

// OwnAccount registers the closing of one's own account.
func OwnAccount(api *httpapi.API, svc *privacy.Service) {
	api.Tag(shapes.MeTag, "Me", "我的")
	api.Words(words)
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Get(api, httpapi.Route{
		ID:      "readClosing",
		Path:    "/me/closing",
		Tag:     shapes.MeTag,
		Summary: "What closing the account would do",
		Description: "What hinders it, what ends, what is erased, and what the law keeps, why and how long. To be " +
			"shown before DELETE /me.",
		ZH: httpapi.InChinese("查看注销账号的后果", "写明注销有什么障碍、哪些随之结束、哪些被清除，以及法律要求保留什么、为何保留、保留多久。"+
			"请在 DELETE /me 之前向本人出示。"),
		Policy: self(models.Action{}),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*closingOut, error) {
		view, err := svc.Closing(ctx, actor)
		return presentClosing(ctx, view), err
	})
	httpapi.Delete(api, httpapi.Route{
		ID:      "closeAccount",
		Path:    "/me",
		Tag:     shapes.MeTag,
		Summary: "Close one's own account",
		Status:  200,
		Description: "At once and for good: every sign-in ends on every device, roles, memberships and places end, " +
			"and what may be erased is erased. WeChat account, phone and identity number are free for a new " +
			"account, which begins without a history. Needs a sign-in of the last five minutes.",
		ZH: httpapi.InChinese("注销自己的账号", "立即生效，不能恢复：所有设备退出登录，角色、会员关系和名额结束，可以清除的全部清除。微信账号、手机号和身份证号码可用于新账号，"+
			"新账号没有以往记录。须在五分钟内登录过。"),
		Policy: self(privacy.ActionClose).AsRight(),
		Errors: []*models.Error{models.ErrSessionNotFresh, models.ErrLastPlatformAdmin, models.ErrLastHead,
			models.ErrClosingDisputeOpen, models.ErrClosingCommitteeHead},
	}, func(ctx context.Context, actor models.Actor, _ *closeIn) (*closingOut, error) {
		view, err := svc.Close(ctx, actor)
		return presentClosing(ctx, view), err
	})
}

func presentClosing(ctx context.Context, v models.ClosingView) *closingOut {
	english := httpapi.English(ctx)
	word := func(zh, en string) string {
		if english {
			return en
		}
		return zh
	}
	out := &closingOut{Closing{MayClose: len(v.Hindrances) == 0 && !v.SignInAgain && v.ClosedAt == nil,
		SignInAgain: v.SignInAgain, Hindrances: make([]ClosingHindrance, len(v.Hindrances)), Memberships: v.Memberships,
		Signups: v.Signups, Roles: v.Roles, Polls: v.Polls, Data: make([]ClosingItem, len(v.Tables)),
		ClosedAt: v.ClosedAt}}
	for i, t := range v.Tables {
		out.Body.Data[i] = closingItem(t, word)
	}
	for i, h := range v.Hindrances {
		row := ClosingHindrance{Code: h.Why.Reason, Text: word(h.Why.ZH, h.Why.EN), Object: h.Object, Name: h.Name}
		if !h.ObjectID.IsZero() {
			row.ObjectID = &h.ObjectID
		}
		out.Body.Hindrances[i] = row
	}
	return out
}

// What closing does, in English; the Chinese words are in the register.
var closingEN = map[models.OnClosing]string{
	models.ClosingDeletes: "Deleted.",
	models.ClosingForgets: "What tells of you is cleared; a number without a name stays.",
	models.ClosingKeeps:   "Kept because a law says so, under a number without a name.",
}

func closingItem(t models.PersonalTable, word func(zh, en string) string) ClosingItem {
	item := ClosingItem{Key: t.Table, Name: word(t.ZH, t.EN), What: string(t.Closing),
		Text: word(t.Why, closingEN[t.Closing])}
	if t.Closing != models.ClosingDeletes {
		rule := models.RetentionRuleOf(t.Retention)
		item.Law, item.Kept = t.KeepLaw, word(rule.ZH, rule.EN)
	}
	return item
}
