package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/people"
)

// Me is a person as the person sees it.
type Me struct {
	PersonSummary
	VerificationReason string             `json:"verification_reason" maxLength:"200" doc:"Why the last submission was rejected"`
	NameMasked         string             `json:"name_masked" maxLength:"10" doc:"Submitted name; empty before" example:"张**"`
	IDNumberMasked     string             `json:"id_number_masked" maxLength:"18" example:"33**************1X"`
	PhoneMasked        string             `json:"phone_masked" maxLength:"15" doc:"Bound phone number; empty: none" example:"156******77"`
	BirthDay           *models.Day        `json:"birth_day" doc:"From the identity number"`
	Sex                int                `json:"sex" minimum:"0" maximum:"2"`
	Education          string             `json:"education" maxLength:"2" doc:"GB/T 4658; empty: not told" example:"71"`
	EducationText      string             `json:"education_text" maxLength:"16" example:"初中"`
	OriginCode         *models.RegionCode `json:"origin_code" doc:"Home place (户籍地)" example:"340000000000"`
	OriginName         string             `json:"origin_name" names:"region OriginCode" maxLength:"255"`
	RegionCode         *models.RegionCode `json:"region_code" doc:"Present place (现居地)"`
	RegionName         string             `json:"region_name" names:"region RegionCode" maxLength:"255"`
	Insured            *bool              `json:"insured" doc:"Has social insurance here"`
	CreatedAt          models.Instant     `json:"created_at"`
	Version            int64              `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// Docs implements httpapi.Documented.
func (Me) Docs() map[string]string {
	return map[string]string{
		"id_number_masked": "Submitted identity number; empty before",
		"sex":              "GB/T 2261.1: 0 unknown, 1 male, 2 female; from the identity number",
	}
}

// Role is a role that one holds now.
type Role struct {
	ID               models.ID          `json:"id"`
	Role             models.Role        `json:"role" example:"officer"`
	RoleText         string             `json:"role_text" maxLength:"16" example:"协管员"`
	ScopeKind        string             `json:"scope_kind" enum:"region,organization,committee"`
	RegionCode       *models.RegionCode `json:"region_code"`
	RegionName       string             `json:"region_name" names:"region RegionCode" maxLength:"255"`
	OrganizationID   *models.ID         `json:"organization_id"`
	OrganizationName string             `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	CommitteeID      *models.ID         `json:"committee_id"`
	CommitteeName    string             `json:"committee_name" names:"committee CommitteeID" maxLength:"128"`
	StartsAt         models.Instant     `json:"starts_at"`
	EndsAt           models.Instant     `json:"ends_at"`
}

type meOut struct {
	httpapi.Versioned
	Body Me
}

type updateMeIn struct {
	httpapi.IfMatch
	Body struct {
		Nickname   httpapi.Maybe[string]               `json:"nickname,omitzero" maxLength:"20" doc:"Name that others see" example:"小方"`
		Education  httpapi.Optional[string]            `json:"education,omitzero" maxLength:"2" example:"71"`
		OriginCode httpapi.Optional[models.RegionCode] `json:"origin_code,omitzero" doc:"Home place, also one that was abolished" example:"340000000000"`
		RegionCode httpapi.Optional[models.RegionCode] `json:"region_code,omitzero" doc:"Present town or village"`
		Insured    httpapi.Optional[bool]              `json:"insured,omitzero" doc:"Has social insurance here" example:"true"`
	}
}

// Docs implements httpapi.Documented.
func (updateMeIn) Docs() map[string]string {
	return map[string]string{
		"education": "GB/T 4658: 11 14 21 31 41 44 47 61 71 81 90",
	}
}

type submitIdentityIn struct {
	Body struct {
		Name     string `json:"name" minLength:"1" maxLength:"200" doc:"As on the card" example:"张三"`
		IDNumber string `json:"id_number" minLength:"1" maxLength:"64" example:"339900199005010019"`
	}
}

// Docs implements httpapi.Documented.
func (submitIdentityIn) Docs() map[string]string {
	return map[string]string{
		"name": "One form is kept: blanks inside a Han name go, middle dots are one",
		"id_number": "GB 11643; the 15 digits of old cards, too. Blanks, hyphens, full-width digits " +
			"and a small x are forgiven",
	}
}

type bindPhoneIn struct {
	Body struct {
		Code string `json:"code" minLength:"1" maxLength:"128" doc:"Code of the phone number button, good once" example:"phone:alice:1"`
	}
}

type rolesOut struct {
	Body struct {
		Items []Role `json:"items" maxItems:"100"`
	}
}

// OwnData registers what one reads and writes about oneself.
func OwnData(api *httpapi.API, svc *people.Service) {
	api.Tag(shapes.MeTag, "Me", "我的")
	api.Words(words)
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Read(api, httpapi.Route{
		ID:          "readMe",
		Path:        "/me",
		Tag:         shapes.MeTag,
		Summary:     "Read one's own data",
		Policy:      self(models.Action{}).ForActing(),
		Description: "Name and identity number are shown masked, to oneself, too.",
		ZH:          httpapi.InChinese("查看自己的基本信息", "姓名和身份证号码对本人也只显示一部分。"),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (people.Me, error) {
		return svc.Me(ctx, actor)
	}, presentMe)
	httpapi.Put(api, httpapi.Route{
		ID:      "updateMe",
		Path:    "/me",
		Tag:     shapes.MeTag,
		Summary: "Change one's own data",
		Policy:  self(people.ActionProfile).AsRight().ForActing(),
		Description: "Only what is in the request changes; null clears. Name, birthday and sex come from the " +
			"verified identity and cannot be changed here.",
		ZH:     httpapi.InChinese("修改自己的基本信息", "只修改提交的内容，空值表示清除。姓名、生日和性别来自实名认证，不能在这里修改。"),
		Errors: []*models.Error{models.ErrBanned},
	}, func(ctx context.Context, actor models.Actor, in *updateMeIn) (*meOut, error) {
		b := in.Body
		change := models.ProfileChange{
			Nickname: b.Nickname.Pointer(), OriginCode: shapes.Clearable(b.OriginCode),
			RegionCode: shapes.Clearable(b.RegionCode), Insured: shapes.Clearable(b.Insured),
		}
		if b.Education.Set {
			change.Education = &b.Education.Value // null is the empty text
		}
		me, err := svc.UpdateMe(ctx, actor, change, in.Expected())
		if err != nil {
			return nil, err
		}
		return presentMe(me), nil
	})
	ownClaims(api, svc, self)
}

// ownClaims registers the identity that a person hands in, and their roles.
func ownClaims(api *httpapi.API, svc *people.Service, self func(audit models.Action) httpapi.Policy) {
	httpapi.Post(api, httpapi.Route{
		ID:      "submitIdentity",
		Path:    "/me/identity",
		Tag:     shapes.MeTag,
		Summary: "Submit name and identity number for verification",
		Description: "An officer of the present place verifies them against the card. Needs region_code. The same " +
			"data again is no error, so that the request may be repeated; an Idempotency-Key is not needed and not " +
			"kept, because even a hash of an identity number would give it away.",
		ZH: httpapi.InChinese("提交姓名和身份证号码申请实名认证", "由现居住地的协管员对照身份证核实，须先填写 region_code。重复提交同样的内容不算错误，可以重发；"+
			"不需要也不保存 Idempotency-Key，因为身份证号码的散列值也会泄露号码。"),
		Policy: self(people.ActionSubmitIdentity).AsRight().ForActing(),
		Status: 200,
		Errors: []*models.Error{models.ErrIdentityTaken, models.ErrIdentityTooYoung, models.ErrIdentityPending,
			models.ErrIdentityVerified, models.ErrRegionRequired},
		NoIdempotency: true,
	}, func(ctx context.Context, actor models.Actor, in *submitIdentityIn) (people.Me, error) {
		return svc.SubmitIdentity(ctx, actor, people.Identity{Name: in.Body.Name, IDNumber: in.Body.IDNumber})
	}, presentMe)
	httpapi.Delete(api, httpapi.Route{
		ID:      "takeBackIdentity",
		Path:    "/me/identity",
		Tag:     shapes.MeTag,
		Summary: "Take name and number back from review",
		Description: "While they wait for an officer: to correct a typing error, submit them " +
			"again. What was submitted " +
			"is erased. At most three times a day.",
		ZH:     httpapi.InChinese("撤回实名认证申请", "等待协管员核实期间可以办理，写错了可撤回后重新提交。已提交的内容随即清除。每天最多3次。"),
		Policy: self(people.ActionTakeBack).AsRight().ForActing(),
		Status: 200,
		Errors: []*models.Error{models.ErrIdentityState, models.ErrIdentityTakenBackOften},
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*meOut, error) {
		me, err := svc.TakeBackIdentity(ctx, actor)
		if err != nil {
			return nil, err
		}
		return presentMe(me), nil
	})
	ownPhone(api, svc, self)
	httpapi.Get(api, httpapi.Route{
		ID:      "listMyRoles",
		Path:    "/me/roles",
		Tag:     shapes.MeTag,
		Summary: "List the roles that one holds now",
		Policy:  self(models.Action{}),
		Description: "Each with its scope and its end. A role that has ended is not listed and " +
			"gives no right any longer.",
		ZH: httpapi.InChinese("查看自己现有的角色", "每个角色附范围和期限。已结束的角色不再列出，也不再带有任何权利。"),
	}, func(_ context.Context, actor models.Actor, _ *httpapi.None) (*rolesOut, error) {
		out := &rolesOut{}
		out.Body.Items = RolesOf(actor)
		return out, nil
	})
}

func ownPhone(api *httpapi.API, svc *people.Service, self func(audit models.Action) httpapi.Policy) {
	httpapi.Post(api, httpapi.Route{
		ID:      "bindPhone",
		Path:    "/me/phone",
		Tag:     shapes.MeTag,
		Summary: "Bind the phone number of WeChat",
		Status:  200,
		Description: "The number itself is never sent: the code of the phone number button is exchanged with " +
			"WeChat, which checks that it belongs to the account that is signed in. It replaces a number that was " +
			"bound before, and it is only ever shown masked. A number that another person has bound is " +
			"refused without saying whose.",
		ZH: httpapi.InChinese("绑定微信手机号", "手机号本身不经传送：用手机号按钮得到的码向微信换取，并由微信核对属于当前登录的账号。新号码取代原来绑定的号码，只显示一部分。"+
			"已被别人绑定的号码会被拒绝，不说明是谁的。"),
		Policy: self(people.ActionBindPhone).AsRight(),
		Errors: []*models.Error{models.ErrPhoneTaken, models.ErrPhoneCode, models.ErrPhoneTooOften,
			models.ErrPhoneDown},
		Limit: httpapi.LimitGuess,
	}, func(ctx context.Context, actor models.Actor, in *bindPhoneIn) (people.Me, error) {
		return svc.BindPhone(ctx, actor, in.Body.Code)
	}, presentMe)
	httpapi.Delete(api, httpapi.Route{
		ID:          "removePhone",
		Path:        "/me/phone",
		Tag:         shapes.MeTag,
		Summary:     "Forget the phone number",
		Description: "The number may be bound again, also by somebody else. Nothing is changed if there is none.",
		ZH:          httpapi.InChinese("解除绑定手机号", "号码可以重新绑定，也可由别人绑定。没有绑定的不产生变化。"),
		Policy:      self(people.ActionRemovePhone).AsRight(),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*httpapi.None, error) {
		return &httpapi.None{}, svc.RemovePhone(ctx, actor)
	})
}

// rolesMax bounds the roles that are shown of one person.
const rolesMax = 100

// RolesOf gives the roles that an actor holds at this request, at most rolesMax. The
// names of their places are filled in on the way out.
func RolesOf(actor models.Actor) []Role {
	held := actor.Grants[:min(len(actor.Grants), rolesMax)]
	out := make([]Role, len(held))
	for i, g := range held {
		words, _ := g.Role.Text()
		out[i] = Role{ID: g.ID, Role: g.Role, RoleText: words, ScopeKind: string(g.ScopeKind),
			RegionCode: g.RegionCode, OrganizationID: g.OrganizationID, CommitteeID: g.CommitteeID, StartsAt: g.StartsAt,
			EndsAt: g.EndsAt}
	}
	return out
}

func presentMe(m people.Me) *meOut {
	p := m.Person
	education, _ := models.EducationText(p.Education)
	return &meOut{Versioned: httpapi.VersionTag(p.Version), Body: Me{
		PersonSummary: personSummary(p), VerificationReason: p.VerificationReason,
		NameMasked: m.Name, IDNumberMasked: m.IDNumber, PhoneMasked: m.Phone, BirthDay: p.BirthDay, Sex: int(p.Sex),
		Education: p.Education, EducationText: education, OriginCode: p.OriginCode, RegionCode: p.RegionCode,
		Insured: p.Insured, CreatedAt: p.CreatedAt, Version: p.Version,
	}}
}
