package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/upload"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/activities"
)

// Activity is an activity on the wire.
type Activity struct {
	ID               models.ID         `json:"id"`
	OrganizationID   models.ID         `json:"organization_id" doc:"Organization that holds it"`
	OrganizationName string            `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	Kind             activity.Kind     `json:"kind"`
	KindText         string            `json:"kind_text" maxLength:"16" example:"技能培训"`
	Title            string            `json:"title" maxLength:"60" example:"电工技能培训班"`
	Description      string            `json:"description" maxLength:"2000"`
	RegionCode       models.RegionCode `json:"region_code" doc:"Where it takes place"`
	RegionName       string            `json:"region_name" names:"region RegionCode" maxLength:"255"`
	Place            string            `json:"place" maxLength:"100" example:"外山村文化礼堂"`
	StartsAt         models.Instant    `json:"starts_at"`
	EndsAt           models.Instant    `json:"ends_at"`
	SignupOpensAt    models.Instant    `json:"signup_opens_at"`
	SignupClosesAt   models.Instant    `json:"signup_closes_at" doc:"No sign-up is taken from this instant on"`
	Capacity         int64             `json:"capacity" minimum:"1" maximum:"100000"`
	SeatsLeft        int64             `json:"seats_left" minimum:"0" maximum:"100000"`
	WaitingCount     int64             `json:"waiting_count" minimum:"0" maximum:"9007199254740991"`
	State            activity.State    `json:"state"`
	StateText        string            `json:"state_text" maxLength:"16" example:"已发布"`
	CancelReason     string            `json:"cancel_reason" maxLength:"200"`
	Moderation       models.Moderation `json:"moderation"`
	Version          int64             `json:"version" minimum:"1" maximum:"9007199254740991"`
	CreatedAt        models.Instant    `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (Activity) Docs() map[string]string {
	return map[string]string{
		"seats_left":    "Seats that nobody holds; an offered seat is held",
		"moderation":    "pending: nobody has objected; blocked: shown to those who are answerable only",
		"version":       "Counts changes by organizers, not sign-ups",
		"cancel_reason": "Why it was called off; empty unless it was",
	}
}

// ActivityDetails is an activity with the caller's own part and acts: edit, publish,
// close_signup, cancel and delete of organizers, sign_up of everybody signed in.
type ActivityDetails struct {
	Activity
	httpapi.Acts
	BlockedReason string          `json:"blocked_reason" maxLength:"200"`
	Images        []ActivityImage `json:"images" maxItems:"9" doc:"In the order in which they were uploaded"`
	MySignup      *Signup         `json:"my_signup" doc:"The caller's live sign-up; null without one"`
}

// Docs implements httpapi.Documented.
func (ActivityDetails) Docs() map[string]string {
	return map[string]string{"blocked_reason": shapes.BlockedDoc}
}

// ActivityImage is a picture of an activity.
type ActivityImage struct {
	ID        models.ID      `json:"id"`
	URL       string         `json:"url" maxLength:"500" doc:"For <image src>; empty when the picture is blocked"`
	ThumbURL  *string        `json:"thumb_url" maxLength:"500" doc:"Of a small JPEG"`
	URLEndsAt models.Instant `json:"url_expires_at" doc:"Read the activity again for fresh links"`
}

type createActivityIn struct {
	Body struct {
		OrganizationID models.ID         `json:"organization_id" doc:"Organization that holds it"`
		Kind           activity.Kind     `json:"kind"`
		Title          string            `json:"title" minLength:"2" maxLength:"60" example:"电工技能培训班"`
		Description    string            `json:"description,omitempty" maxLength:"2000" example:"免费参加，请自带纸笔。"`
		RegionCode     models.RegionCode `json:"region_code" doc:"Where it takes place" example:"330602005206"`
		Place          string            `json:"place" minLength:"1" maxLength:"100" example:"外山村文化礼堂"`
		StartsAt       models.Instant    `json:"starts_at"`
		EndsAt         models.Instant    `json:"ends_at"`
		SignupOpensAt  models.Instant    `json:"signup_opens_at"`
		SignupClosesAt models.Instant    `json:"signup_closes_at" doc:"Not after starts_at"`
		Capacity       int64             `json:"capacity" minimum:"1" maximum:"100000" example:"30"`
		ImageIDs       []models.ID       `json:"image_ids,omitempty" maxItems:"9" doc:"Own unused files of the purpose activity_image"`
	}
}

type updateActivityIn struct {
	ID models.ID `path:"id" doc:"Activity"`
	httpapi.IfMatch
	Body struct {
		Kind           httpapi.Maybe[activity.Kind]     `json:"kind,omitzero"`
		Title          httpapi.Maybe[string]            `json:"title,omitzero" minLength:"2" maxLength:"60" example:"电工技能培训班"`
		Description    httpapi.Maybe[string]            `json:"description,omitzero" maxLength:"2000" example:"免费参加，请自带纸笔。"`
		RegionCode     httpapi.Maybe[models.RegionCode] `json:"region_code,omitzero"`
		Place          httpapi.Maybe[string]            `json:"place,omitzero" minLength:"1" maxLength:"100" example:"外山村文化礼堂"`
		StartsAt       httpapi.Maybe[models.Instant]    `json:"starts_at,omitzero"`
		EndsAt         httpapi.Maybe[models.Instant]    `json:"ends_at,omitzero"`
		SignupOpensAt  httpapi.Maybe[models.Instant]    `json:"signup_opens_at,omitzero"`
		SignupClosesAt httpapi.Maybe[models.Instant]    `json:"signup_closes_at,omitzero"`
		Capacity       httpapi.Maybe[int64]             `json:"capacity,omitzero" minimum:"1" maximum:"100000" example:"40"`
	}
}

// Docs implements httpapi.Documented.
func (updateActivityIn) Docs() map[string]string {
	return map[string]string{
		"capacity": "Never below the seats that are taken; new seats are offered to those who wait",
	}
}

type oneActivityIn struct {
	ID models.ID `path:"id" doc:"Activity"`
}

type listActivitiesIn struct {
	httpapi.PageIn
	Region       models.RegionCode    `query:"region" doc:"This division and everything below it"`
	Organization models.ID            `query:"organization_id" doc:"Only of this organization"`
	Kind         activity.Kind        `query:"kind"`
	From         httpapi.InstantParam `query:"from" doc:"Starts then or later; without it, today or later"`
}

// Docs implements httpapi.Documented.
func (listActivitiesIn) Docs() map[string]string {
	return map[string]string{
		"kind": "Only activities of this kind",
	}
}

type activityOut struct {
	httpapi.Versioned
	Body Activity
}

type activityDetailsOut struct {
	httpapi.Versioned
	Body ActivityDetails
}

const activityTag = "activities"

// Activities registers the routes of activities.
func Activities(api *httpapi.API, svc *activities.Service) {
	api.Tag(activityTag, "Activities", "活动")
	api.Words(words)
	readActivities(api, svc)
	organizer := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Staff(models.ActivityRoles()...), Scope: httpapi.ScopeOrganization,
			Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:          "createActivity",
		Path:        "/activities",
		Tag:         activityTag,
		Summary:     "Draft an activity",
		Status:      201,
		Once:        httpapi.OnceBySameBody("updateActivity", "deleteActivity", "publishActivity"),
		Description: "Only organizers of the organization see a draft.",
		ZH:          httpapi.InChinese("起草活动", "草稿只有本组织的活动组织者看得到。"),
		Policy:      organizer(activities.ActionCreate).Publishing(),
		Errors:      []*models.Error{activity.ErrNoOrganization, models.ErrOrganizationPreparing},
	}, func(ctx context.Context, actor models.Actor, in *createActivityIn) (activity.Activity, error) {
		b := in.Body
		return svc.Create(ctx, actor, activity.Activity{
			OrganizationID: b.OrganizationID, Kind: b.Kind, Title: b.Title, Description: b.Description,
			RegionCode: b.RegionCode, Place: b.Place, StartsAt: b.StartsAt, EndsAt: b.EndsAt,
			SignupOpensAt: b.SignupOpensAt, SignupClosesAt: b.SignupClosesAt, Capacity: b.Capacity,
		}, b.ImageIDs)
	}, presentActivity)
	httpapi.Put(api, httpapi.Route{
		ID:          "updateActivity",
		Path:        "/activities/{id}",
		Tag:         activityTag,
		Summary:     "Change a draft or a published activity",
		Description: "People on the list are told of another time or place.",
		ZH:          httpapi.InChinese("修改草稿或已发布的活动", "时间、地点有变化时，会通知报名的人。"),
		Policy:      organizer(activities.ActionUpdate).Publishing(),
		Errors:      []*models.Error{activity.ErrState, activity.ErrCapacity, activity.ErrPast},
	}, func(ctx context.Context, actor models.Actor, in *updateActivityIn) (*activityOut, error) {
		b := &in.Body
		a, err := svc.Update(ctx, actor, in.ID, in.Expected(), activity.Change{
			Kind: b.Kind.Pointer(), Title: b.Title.Pointer(), Description: b.Description.Pointer(),
			RegionCode: b.RegionCode.Pointer(), Place: b.Place.Pointer(), StartsAt: b.StartsAt.Pointer(),
			EndsAt: b.EndsAt.Pointer(), SignupOpensAt: b.SignupOpensAt.Pointer(),
			SignupClosesAt: b.SignupClosesAt.Pointer(), Capacity: b.Capacity.Pointer(),
		})
		if err != nil {
			return nil, err
		}
		return presentActivity(a), nil
	})
	activityVerbs(api, svc, organizer)
}

// activityVerbs registers the steps of an activity after its draft.
func activityVerbs(api *httpapi.API, svc *activities.Service, organizer func(audit models.Action) httpapi.Policy) {
	verb := func(
		id, path, summary, more string, zh httpapi.Chinese, policy httpapi.Policy, act func(
			context.Context, models.Actor, models.ID,
		) (activity.Activity, error), errors ...*models.Error,
	) {
		httpapi.Post(api, httpapi.Route{
			ID:          id,
			Path:        "/activities/{id}/" + path,
			Tag:         activityTag,
			Summary:     summary,
			Description: more,
			ZH:          zh,
			Policy:      policy,
			Errors:      append(errors, activity.ErrState),
		}, func(ctx context.Context, actor models.Actor, in *oneActivityIn) (activity.Activity, error) {
			return act(ctx, actor, in.ID)
		}, presentActivity)
	}
	verb("publishActivity", "publish", "Open a draft to everybody",
		"From then on it is in the lists, and sign-up opens and closes at its times by itself.",
		httpapi.InChinese("发布活动草稿", "发布后列入活动列表，报名按规定的时间自动开始和截止。"),
		organizer(activities.ActionPublish).Publishing(), svc.Publish, activity.ErrPast,
		activity.ErrNoOrganization)
	verb("closeActivity", "close", "End sign-up before its time",
		"Whoever is on the list stays there, and offers that were made still stand; seats that "+
			"come free later stay free.",
		httpapi.InChinese("提前截止报名", "名单上的人保留，已发出的递补仍然有效；此后空出的名额不再递补。"),
		organizer(activities.ActionClose), svc.CloseSignup)
	activityEnds(api, svc, organizer)
}

func readActivities(api *httpapi.API, svc *activities.Service) {
	const list = "activities"
	everybody := httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}
	httpapi.List(api, httpapi.Route{
		ID:          "listActivities",
		Path:        "/activities",
		Tag:         activityTag,
		Summary:     "List activities",
		Policy:      everybody.ForActing(),
		Description: "The earliest first. Organizers also see the drafts of their organizations.",
		ZH:          httpapi.InChinese("查询活动", "按开始时间先后排列。活动组织者还能看到本组织的草稿。"),
	}, list, func(
		ctx context.Context, actor models.Actor, in *listActivitiesIn, page models.Page,
	) (models.List[activity.Activity], error) {
		return svc.List(ctx, actor, activities.Filter{
			Organization: in.Organization, Region: in.Region, Kind: in.Kind, From: in.From.Instant, Page: page,
		})
	}, activityDTO)
	httpapi.Get(api, httpapi.Route{
		ID:      "readActivity",
		Secret:  true,
		Path:    "/activities/{id}",
		Tag:     activityTag,
		Summary: "Read an activity and one's own sign-up",
		Policy:  everybody.ForActing(),
		Description: "Everybody may read what is published; a draft exists for the organizers of its organization " +
			"only. my_signup is the caller's own part.",
		ZH: httpapi.InChinese("查看活动和自己的报名", "已发布的活动人人可看；草稿只有本组织的活动组织者看得到。my_signup 是本人的报名情况。"),
	}, func(ctx context.Context, actor models.Actor, in *oneActivityIn) (*activityDetailsOut, error) {
		v, err := svc.Get(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		return presentDetails(api, v), nil
	})
}

func presentActivity(a activity.Activity) *activityOut {
	return &activityOut{Versioned: httpapi.VersionTag(a.Version), Body: activityDTO(a)}
}

// presentDetails makes every counter and the caller's part count for the tag;
// with the number of places given out they fix the position in the queue, too. That
// number shows to those who wait alone: it tells others who gave up and came again.
func presentDetails(api *httpapi.API, v activities.View) *activityDetailsOut {
	a, mine := v.Activity, v.Mine
	out := &activityDetailsOut{Body: ActivityDetails{Activity: activityDTO(a), Acts: httpapi.ActsOf(v.Choices),
		Images: make([]ActivityImage, len(v.Images)), BlockedReason: v.Blocked}}
	var links int64 // links end
	for i, image := range v.Images {
		out.Body.Images[i] = activityImage(api, image)
		links = int64(image.LinkEnds)
	}
	var next, no, version, own int64
	if mine != nil {
		next = a.NextQueueNo
		dto := signupDTO(*mine)
		out.Body.MySignup, no, version, own = &dto, mine.QueueNo, mine.Version, mine.Choices.Mark()
	}
	out.Versioned = httpapi.VersionTag(a.Version, a.SeatsTaken, a.WaitingCount, next, no, version, links,
		v.Choices.Mark(), own)
	return out
}

func activityImage(api *httpapi.API, v upload.View) ActivityImage {
	out := ActivityImage{ID: v.ID, URLEndsAt: v.LinkEnds}
	out.URL, out.ThumbURL = v.Addresses(api.URL)
	return out
}

func activityDTO(a activity.Activity) Activity {
	kind, _ := a.Kind.Text()
	state, _ := a.State.Text()
	return Activity{
		ID: a.ID, OrganizationID: a.OrganizationID, Kind: a.Kind, KindText: kind, Title: a.Title,
		Description: a.Description, RegionCode: a.RegionCode, Place: a.Place, StartsAt: a.StartsAt, EndsAt: a.EndsAt,
		SignupOpensAt: a.SignupOpensAt, SignupClosesAt: a.SignupClosesAt, Capacity: a.Capacity,
		SeatsLeft: a.SeatsLeft(), WaitingCount: a.WaitingCount, State: a.State, StateText: state,
		CancelReason: a.CancelReason, Moderation: models.Moderation(a.Moderation.Code()), Version: a.Version, CreatedAt: a.CreatedAt,
	}
}
