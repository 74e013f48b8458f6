package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/people"
)

// IdentityReview is a submitted identity as an officer sees it.
type IdentityReview struct {
	PersonID         models.ID          `json:"person_id"`
	Verification     string             `json:"verification" enum:"none,pending,verified,rejected"`
	VerificationText string             `json:"verification_text" maxLength:"16"`
	Name             string             `json:"name" maxLength:"50"`
	IDNumberMasked   string             `json:"id_number_masked" maxLength:"18" example:"33**************1X"`
	Conflict         bool               `json:"conflict" doc:"Another account holds this number: look at the card, then merge or reject"`
	Unreadable       bool               `json:"unreadable"`
	BirthDay         *models.Day        `json:"birth_day"`
	Sex              int                `json:"sex" minimum:"0" maximum:"2" doc:"GB/T 2261.1: 0 unknown, 1 male, 2 female"`
	RegionCode       *models.RegionCode `json:"region_code" doc:"Present place"`
	RegionName       string             `json:"region_name" names:"region RegionCode" maxLength:"255"`
	UpdatedAt        models.Instant     `json:"updated_at"`
	Version          int64              `json:"version" minimum:"1" maximum:"9007199254740991" doc:"Send it back with the approval"`
	httpapi.Acts
}

// Docs implements httpapi.Documented.
func (IdentityReview) Docs() map[string]string {
	return map[string]string{
		"name":       "To compare with the card; masked once decided, empty once rejected",
		"unreadable": "What was submitted is damaged: reject it, so that the person can submit it again",
	}
}

type listReviewsIn struct{ httpapi.PageIn }

type approveIdentityIn struct {
	PersonID models.ID `path:"person_id" doc:"Person under review"`
	Body     struct {
		Version *int64 `json:"version,omitempty" minimum:"1" maximum:"9007199254740991" example:"2"`
	}
}

// Docs implements httpapi.Documented.
func (approveIdentityIn) Docs() map[string]string {
	return map[string]string{
		"version": "What the officer looked at; another version is 412",
	}
}

type rejectIdentityIn struct {
	PersonID models.ID          `path:"person_id" doc:"Person under review"`
	Body     shapes.GivenReason `doc:"The person reads it" example:"{\"reason\":\"姓名与证件不一致\"}"`
}

type mergedOut struct {
	Body struct {
		State          string    `json:"state" enum:"merged,waiting"`
		StateText      string    `json:"state_text" maxLength:"24" example:"已合并"`
		PersonID       models.ID `json:"person_id" doc:"The account that stays"`
		ClosedPersonID models.ID `json:"closed_person_id" doc:"The account that was closed, or that will be"`
	}
}

// Docs implements httpapi.Documented.
func (mergedOut) Docs() map[string]string {
	return map[string]string{
		"state": "waiting: nothing is merged before another platform administrator asks for it, too",
	}
}

type reviewOut struct{ Body IdentityReview }

// IdentityDesk registers the verification of people by officers.
func IdentityDesk(api *httpapi.API, svc *people.Service) {
	const tag, list = "identity-desk", "identity-reviews"
	api.Tag(tag, "Identity desk", "实名认证")
	officers := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Staff(models.RoleOfficer, models.RoleRegionAdmin,
			models.RolePlatformAdmin),
			Scope: httpapi.ScopeRegion, Audit: audit}
	}
	httpapi.List(api, httpapi.Route{
		ID:          "listIdentityReviews",
		Path:        "/identity-reviews",
		Tag:         tag,
		Summary:     "List who waits for verification",
		Description: "People whose present place lies in the officer's subtree, those who waited longest first.",
		ZH:          httpapi.InChinese("查询等待实名认证的人", "现居住地在协管员所辖范围内的人，等得最久的在前。"),
		Policy:      officers(people.ActionReadReviews),
	}, list, func(
		ctx context.Context, actor models.Actor, in *listReviewsIn, page models.Page,
	) (models.List[people.Review], error) {
		return svc.Reviews(ctx, actor, page)
	}, reviewDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "approveIdentity",
		Path:    "/identity-reviews/{person_id}/approve",
		Tag:     tag,
		Summary: "Verify a person",
		Status:  200,
		Description: "After a look at the card. version is that of the submission which the officer has looked at, " +
			"so that nothing newer is verified unseen. The person is told.",
		ZH:     httpapi.InChinese("通过实名认证", "看过身份证之后办理。version 为协管员看过的那次提交的版本，这样更新的提交不会未经查看就通过。会通知本人。"),
		Policy: officers(people.ActionApprove),
		Errors: []*models.Error{models.ErrIdentityState, models.ErrIdentityOwn, models.ErrIdentityConflict,
			models.ErrStale, people.ErrSecondLook},
	}, func(ctx context.Context, actor models.Actor, in *approveIdentityIn) (people.Review, error) {
		return svc.Approve(ctx, actor, in.PersonID, in.Body.Version)
	}, PresentReview)
	identityDecisions(api, svc, tag, officers)
}

// identityDecisions registers the other ways to decide about an identity.
func identityDecisions(
	api *httpapi.API, svc *people.Service, tag string, officers func(audit models.Action) httpapi.Policy,
) {
	httpapi.Post(api, httpapi.Route{
		ID:      "mergeIdentity",
		Path:    "/identity-reviews/{person_id}/merge",
		Tag:     tag,
		Summary: "Merge a new account into the person's older one",
		Status:  200,
		Description: "For a review in conflict, with the person and the card at the desk: a second WeChat account, " +
			"a lost phone, somebody who comes back. The WeChat accounts of the new account go over to the older " +
			"one, which keeps its history; the new account is closed, everybody is signed out on both, and the " +
			"older one is told. An account that has a history of its own is not merged. Where the older account " +
			"holds a role over a region or in a committee, two platform administrators must ask for the merge " +
			"within 48 hours: the answer to the first says waiting.",
		ZH: httpapi.InChinese("把新账号并入本人的旧账号", "用于身份冲突的审核，本人须带身份证到窗口：有第二个微信账号、手机丢失或离开后回来。新账号的微信转到旧账号，旧账号的历史保留；"+
			"新账号注销，两个账号都退出登录，并通知旧账号。自己有历史的账号不合并。旧账号担任地区或委员会角色的，须由两名平台管理员在48小时内先后提出；第一位得到的回答是等待中。"),
		Policy: officers(people.ActionMerge),
		Errors: []*models.Error{models.ErrIdentityState, models.ErrIdentityOwn, models.ErrMergeUnproven,
			models.ErrMergeHistory, models.ErrMergeStaff, models.ErrStale, models.ErrApprovalSecondPerson,
			models.ErrApprovalClosed},
	}, func(ctx context.Context, actor models.Actor, in *approveIdentityIn) (models.Merged, error) {
		return svc.Merge(ctx, actor, in.PersonID, in.Body.Version)
	}, func(m models.Merged) *mergedOut {
		out := &mergedOut{}
		out.Body.State, out.Body.StateText = "merged", "已合并"
		if m.Waiting {
			out.Body.State, out.Body.StateText = "waiting", "等待另一位管理员批准"
		}
		out.Body.PersonID, out.Body.ClosedPersonID = m.PersonID, m.ClosedID
		return out
	})
	httpapi.Post(api, httpapi.Route{
		ID:          "rejectIdentity",
		Path:        "/identity-reviews/{person_id}/reject",
		Tag:         tag,
		Summary:     "Send a submission back",
		Status:      200,
		Description: "What was submitted is forgotten; the person reads the reason and may submit again.",
		ZH:          httpapi.InChinese("退回实名认证的提交", "清除所提交的内容；本人看到原因，可以再次提交。"),
		Policy:      officers(people.ActionReject),
		Errors:      []*models.Error{models.ErrIdentityState, models.ErrIdentityOwn},
	}, func(ctx context.Context, actor models.Actor, in *rejectIdentityIn) (people.Review, error) {
		return svc.Reject(ctx, actor, in.PersonID, in.Body.Reason)
	}, PresentReview)
	importIdentities(api, svc, tag)
}

func PresentReview(r people.Review) *reviewOut { return &reviewOut{Body: reviewDTO(r)} }

func reviewDTO(r people.Review) IdentityReview {
	words, _ := r.Person.Verification.Text()
	return IdentityReview{PersonID: r.Person.ID, Verification: string(r.Person.Verification), VerificationText: words,
		Name: r.Name, IDNumberMasked: r.IDNumber, Conflict: r.Person.Claims(), Unreadable: r.Unreadable,
		BirthDay: r.Person.BirthDay, Sex: int(r.Person.Sex), RegionCode: r.Person.RegionCode,
		UpdatedAt: r.Person.UpdatedAt, Version: r.Person.Version, Acts: httpapi.ActsOf(r.Choices)}
}
