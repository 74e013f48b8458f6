package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/routes/httpapi"
	"xinjumin/services/activities"
)

// Signup is a person's own place in an activity on the wire.
type Signup struct {
	httpapi.Acts
	ID             models.ID            `json:"id"`
	State          activity.SignupState `json:"state"`
	StateText      string               `json:"state_text" maxLength:"16" example:"候补中"`
	Position       *int64               `json:"position" minimum:"1" maximum:"9007199254740991"`
	Note           string               `json:"note" maxLength:"200"`
	OfferExpiresAt *models.Instant      `json:"offer_expires_at" doc:"Until when an offered seat is kept"`
	CreatedAt      models.Instant       `json:"created_at"`
	EndedAt        *models.Instant      `json:"ended_at"`
	Activity       ActivityRef          `json:"activity"`
}

// Docs implements httpapi.Documented.
func (Signup) Docs() map[string]string {
	return map[string]string{
		"position": "Place in the queue, 1 is next; null unless waiting",
	}
}

// ActivityRef names an activity.
type ActivityRef struct {
	ID       models.ID      `json:"id"`
	Title    string         `json:"title" maxLength:"60" example:"电工技能培训班"`
	Place    string         `json:"place" maxLength:"100"`
	StartsAt models.Instant `json:"starts_at"`
	EndsAt   models.Instant `json:"ends_at"`
	State    activity.State `json:"state"`
}

// SignupEntry is a line of the list that organizers see.
type SignupEntry struct {
	ID             models.ID            `json:"id"`
	PersonID       models.ID            `json:"person_id"`
	Nickname       string               `json:"nickname" maxLength:"64"`
	State          activity.SignupState `json:"state"`
	StateText      string               `json:"state_text" maxLength:"16" example:"候补中"`
	Position       *int64               `json:"position" minimum:"1" maximum:"9007199254740991"`
	Note           string               `json:"note" maxLength:"200"`
	OfferExpiresAt *models.Instant      `json:"offer_expires_at"`
	CreatedAt      models.Instant       `json:"created_at"`
	EndedAt        *models.Instant      `json:"ended_at"`
}

// Docs implements httpapi.Documented.
func (SignupEntry) Docs() map[string]string {
	return map[string]string{
		"position": "Place in the queue, 1 is next; null unless waiting",
	}
}

type createSignupIn struct {
	ID   models.ID `path:"id" doc:"Activity"`
	Body struct {
		Note string `json:"note,omitempty" maxLength:"200" doc:"A word to the organizers" example:"我可以带电笔"`
	}
}

type oneSignupIn struct {
	ID models.ID `path:"id" doc:"Sign-up"`
}

type listSignupsIn struct {
	ID models.ID `path:"id" doc:"Activity"`
	httpapi.PageIn
	State activity.SignupState `query:"state"`
}

// Docs implements httpapi.Documented.
func (listSignupsIn) Docs() map[string]string {
	return map[string]string{
		"state": "Only lines in this state",
	}
}

type listOwnSignupsIn struct{ httpapi.PageIn }

type signupOut struct{ Body Signup }

const signupTag = "signups"

var oneSignup = httpapi.OnceByKey("One live sign-up of a person in an activity.",
	"同一人在同一活动只有一份有效报名。")

// Signups registers the routes of sign-ups.
func Signups(api *httpapi.API, svc *activities.Service) {
	api.Tag(signupTag, "Sign-ups", "报名")
	own := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:          "createSignup",
		Path:        "/activities/{id}/signups",
		Tag:         signupTag,
		Summary:     "Sign up",
		Status:      201,
		Once:        oneSignup,
		Description: "Registered while there are seats, else waiting, in the order of arrival.",
		ZH:          httpapi.InChinese("报名", "有名额就报上，满了就按先后顺序排入候补。"),
		Policy:      own(activities.ActionSignUp).ForActing(),
		Errors: []*models.Error{activity.ErrNotOpen, activity.ErrClosed, activity.ErrGone,
			activity.ErrSignupAlready},
	}, func(ctx context.Context, actor models.Actor, in *createSignupIn) (activity.SignupView, error) {
		return svc.SignUp(ctx, actor, in.ID, in.Body.Note)
	}, presentSignup)
	httpapi.Delete(api, httpapi.Route{
		ID:      "cancelSignup",
		Path:    "/signups/{id}",
		Tag:     signupTag,
		Summary: "Cancel one's sign-up",
		Description: "Possible until the activity starts; the seat is offered to the first who waits. Doing " +
			"it again changes nothing.",
		ZH:     httpapi.InChinese("取消自己的报名", "活动开始前都可以取消，空出的名额让给候补的第一位。重复取消不产生变化。"),
		Policy: own(activities.ActionSignupCancel).AsRight().ForActing(),
		Errors: []*models.Error{activity.ErrSignupState, activity.ErrStarted, models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *oneSignupIn) (*httpapi.None, error) {
		return nil, svc.CancelSignup(ctx, actor, in.ID)
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "acceptOffer",
		Path:    "/signups/{id}/accept-offer",
		Tag:     signupTag,
		Summary: "Take the seat that is offered",
		Description: "Possible until offer_expires_at; later, while sign-up is open, the seat " +
			"goes to the next who waits.",
		ZH:     httpapi.InChinese("接受递补的名额", "在 offer_expires_at 之前有效；过了这个时间，只要报名还没截止，名额就让给下一位候补。"),
		Policy: own(activities.ActionAccept).ForActing(),
		Errors: []*models.Error{activity.ErrSignupNotOffered, activity.ErrSignupOfferExpired, models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *oneSignupIn) (activity.SignupView, error) {
		return svc.AcceptOffer(ctx, actor, in.ID)
	}, presentSignup)
	httpapi.Post(api, httpapi.Route{
		ID:          "declineOffer",
		Path:        "/signups/{id}/decline-offer",
		Tag:         signupTag,
		Summary:     "Leave the offered seat to the next",
		Description: "While sign-up is open the seat is offered to the next who waits, at once.",
		ZH:          httpapi.InChinese("放弃递补的名额", "报名截止前，名额立即让给下一位候补。"),
		Policy:      own(activities.ActionDecline).AsRight().ForActing(),
		Errors:      []*models.Error{activity.ErrSignupNotOffered, models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *oneSignupIn) (activity.SignupView, error) {
		return svc.DeclineOffer(ctx, actor, in.ID)
	}, presentSignup)
	listSignups(api, svc)
}

func listSignups(api *httpapi.API, svc *activities.Service) {
	const all, own = "activity_signups", "own_signups"
	httpapi.List(api, httpapi.Route{
		ID:          "listSignups",
		Path:        "/activities/{id}/signups",
		Tag:         signupTag,
		Summary:     "List who is or was on the list",
		Description: "In the order of arrival, for the organizers of the organization.",
		ZH:          httpapi.InChinese("查看报名名单", "现在和曾经报名的人都在内，按报名先后排列，供本组织的活动组织者查看。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.ActivityRoles()...),
			Scope: httpapi.ScopeOrganization},
	}, all, func(
		ctx context.Context, actor models.Actor, in *listSignupsIn, page models.Page,
	) (models.List[activity.SignupView], error) {
		return svc.Signups(ctx, actor, in.ID, in.State, page)
	}, signupEntryDTO)
	httpapi.List(api, httpapi.Route{
		ID:          "listOwnSignups",
		Path:        "/me/signups",
		Tag:         signupTag,
		Summary:     "List one's own sign-ups",
		Description: "The newest first.",
		ZH:          httpapi.InChinese("查看自己的报名", "最新的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.ForActing(),
	}, own, func(
		ctx context.Context, actor models.Actor, in *listOwnSignupsIn, page models.Page,
	) (models.List[activity.SignupView], error) {
		return svc.Mine(ctx, actor, page)
	}, signupDTO)
}

func presentSignup(v activity.SignupView) *signupOut { return &signupOut{Body: signupDTO(v)} }

func signupDTO(v activity.SignupView) Signup {
	text, _ := v.State.Text()
	a := v.Activity
	return Signup{
		Acts: httpapi.ActsOf(v.Choices), ID: v.ID, State: v.State, StateText: text, Position: position(v), Note: v.Note,
		OfferExpiresAt: v.OfferExpiresAt, CreatedAt: v.CreatedAt, EndedAt: v.EndedAt,
		Activity: ActivityRef{ID: v.ActivityID, Title: a.Title, Place: a.Place, StartsAt: a.StartsAt, EndsAt: a.EndsAt,
			State: a.State},
	}
}

func signupEntryDTO(v activity.SignupView) SignupEntry {
	text, _ := v.State.Text()
	return SignupEntry{
		ID: v.ID, PersonID: v.PersonID, Nickname: v.Nickname, State: v.State, StateText: text, Position: position(v),
		Note: v.Note, OfferExpiresAt: v.OfferExpiresAt, CreatedAt: v.CreatedAt, EndedAt: v.EndedAt,
	}
}

// position is null for everybody who does not wait.
func position(v activity.SignupView) *int64 {
	if v.Position == 0 {
		return nil
	}
	return &v.Position
}
