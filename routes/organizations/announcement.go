package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// Announcement is what an organization tells its members.
type Announcement struct {
	httpapi.Acts
	ID               models.ID         `json:"id"`
	OrganizationID   models.ID         `json:"organization_id"`
	OrganizationName string            `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	State            string            `json:"state" enum:"published,retracted"`
	StateText        string            `json:"state_text" maxLength:"16" example:"已发布"`
	Title            string            `json:"title" maxLength:"60" example:"周六大扫除"`
	Text             string            `json:"text" maxLength:"2000" doc:"Empty once it is retracted"`
	Moderation       models.Moderation `json:"moderation"`
	BlockedReason    string            `json:"blocked_reason" maxLength:"200"`
	ReadAt           *models.Instant   `json:"read_at" doc:"When the reader has read it"`
	ToldCount        *int64            `json:"told_count" minimum:"0" maximum:"1000000000"`
	ReadCount        *int64            `json:"read_count" minimum:"0" maximum:"1000000000"`
	RetractReason    string            `json:"retract_reason" maxLength:"200"`
	RetractedAt      *models.Instant   `json:"retracted_at"`
	Version          int64             `json:"version" minimum:"1" maximum:"9007199254740991"`
	CreatedAt        models.Instant    `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (Announcement) Docs() map[string]string {
	return map[string]string{
		"blocked_reason": "Why it is hidden, when those who are answerable for it read it; else empty",
		"told_count":     "For those who announce: into how many inboxes it went; else null",
		"read_count":     "For those who announce: how many have read it; else null",
	}
}

type announceIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		Title string `json:"title" minLength:"1" maxLength:"60" example:"周六大扫除"`
		Text  string `json:"text" minLength:"1" maxLength:"2000" example:"周六上午九点在文化礼堂集合，请带手套。"`
	}
}

type announcementIn struct {
	ID models.ID `path:"id" doc:"Announcement"`
}

type retractIn struct {
	ID   models.ID          `path:"id" doc:"Announcement"`
	Body shapes.GivenReason `doc:"Members read it in its place" example:"{\"reason\":\"时间有变\"}"`
}

type announcementOut struct{ Body Announcement }

func announcements(api *httpapi.API, svc *organizations.Service, tag string) {
	const list = "announcements"
	members := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization, Audit: audit}
	}
	httpapi.List(api, httpapi.Route{
		ID:          "listAnnouncements",
		Path:        "/organizations/{id}/announcements",
		Tag:         tag,
		Summary:     "List what an organization tells its members",
		Description: "The newest first, for members only.",
		ZH:          httpapi.InChinese("查看组织的通知", "最新的在前，只供会员查看。"),
		Policy:      members(models.Action{}),
		Errors:      []*models.Error{models.ErrMembersOnly},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[models.AnnouncementView], error) {
		return svc.Announcements(ctx, actor, in.ID, page)
	}, announcementDTO)
	httpapi.Post(api, httpapi.Route{
		ID:      "announce",
		Path:    "/organizations/{id}/announcements",
		Tag:     tag,
		Summary: "Tell all members something",
		Status:  201,
		Once:    httpapi.OnceBySameBody("retractAnnouncement"),
		Description: "By the head, the secretary-general or an organizer, at most five times a day. Every member " +
			"finds a notice in the inbox.",
		ZH:     httpapi.InChinese("向全体会员发通知", "由负责人、秘书长或活动组织者发出，每天最多五次。每个会员都会收到一条消息。"),
		Policy: members(organizations.ActionAnnounce).Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationInactive, models.ErrAnnouncementLimit},
	}, func(ctx context.Context, actor models.Actor, in *announceIn) (models.AnnouncementView, error) {
		return svc.Announce(ctx, actor, in.ID, in.Body.Title, in.Body.Text)
	}, presentAnnouncement)
	announcementReading(api, svc, tag, members)
}

// announcementReading registers what members do with an announcement.
func announcementReading(
	api *httpapi.API, svc *organizations.Service, tag string, members func(audit models.Action) httpapi.Policy,
) {
	httpapi.Read(api, httpapi.Route{
		ID:          "readAnnouncement",
		Path:        "/announcements/{id}",
		Tag:         tag,
		Summary:     "Read an announcement",
		Description: "For members of the organization.",
		ZH:          httpapi.InChinese("查看一条通知", "供本组织会员查看。"),
		Policy:      members(models.Action{}),
	}, func(ctx context.Context, actor models.Actor, in *announcementIn) (models.AnnouncementView, error) {
		return svc.Announcement(ctx, actor, in.ID)
	}, presentAnnouncement)
	httpapi.Post(api, httpapi.Route{
		ID:          "markAnnouncementRead",
		Path:        "/announcements/{id}/read",
		Tag:         tag,
		Summary:     "Leave a receipt",
		Status:      200,
		Description: "Once; doing it again changes nothing. Those who announce see how many, never who.",
		ZH:          httpapi.InChinese("回执已读", "只记一次，重复不产生变化。发通知的人只看到人数，看不到是谁。"),
		Policy:      members(models.Action{}),
	}, func(ctx context.Context, actor models.Actor, in *announcementIn) (models.AnnouncementView, error) {
		return svc.ReadAnnouncement(ctx, actor, in.ID)
	}, presentAnnouncement)
	httpapi.Post(api, httpapi.Route{
		ID:          "retractAnnouncement",
		Path:        "/announcements/{id}/retract",
		Tag:         tag,
		Summary:     "Take an announcement back",
		Status:      200,
		Description: "Members then read its title and why.",
		ZH:          httpapi.InChinese("撤回通知", "撤回后，会员只看到标题和撤回的原因。"),
		Policy:      members(organizations.ActionRetract),
		Errors:      []*models.Error{models.ErrForbidden, models.ErrAnnouncementRetracted},
	}, func(ctx context.Context, actor models.Actor, in *retractIn) (models.AnnouncementView, error) {
		return svc.RetractAnnouncement(ctx, actor, in.ID, in.Body.Reason)
	}, presentAnnouncement)
}

func announcementDTO(a models.AnnouncementView) Announcement {
	state, _ := a.State.Text()
	out := Announcement{Acts: httpapi.ActsOf(a.Choices),
		ID: a.ID, OrganizationID: a.OrganizationID,
		State: string(a.State), StateText: state, Title: a.Title, Text: a.Body, Moderation: models.Moderation(a.Moderation.Code()),
		ReadAt: a.ReadAt, ReadCount: a.ReadCount, BlockedReason: a.Blocked, RetractReason: a.RetractReason,
		RetractedAt: a.RetractedAt, Version: a.Version, CreatedAt: a.CreatedAt}
	if a.ReadCount != nil {
		out.ToldCount = &a.ToldCount
	}
	return out
}

func presentAnnouncement(a models.AnnouncementView) *announcementOut {
	return &announcementOut{Body: announcementDTO(a)}
}
