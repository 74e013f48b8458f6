package notices

import (
	"context"

	"xinjumin/models"
	"xinjumin/notifications"
	"xinjumin/routes/httpapi"
	"xinjumin/services/notices"
)

// Notification is a row of the inbox, in words.
type Notification struct {
	ID        models.ID            `json:"id"`
	Kind      Kind                 `json:"kind" example:"membership.approved"`
	Title     string               `json:"title" maxLength:"400" example:"欢迎加入外山村新居民联谊会"`
	Text      string               `json:"text" maxLength:"1500" example:"您的入会申请已通过。"`
	Subject   models.NoticeSubject `json:"subject" doc:"What it is about: the noun" example:"application"`
	SubjectID *models.ID           `json:"subject_id" doc:"… and the id"`
	CreatedAt models.Instant       `json:"created_at"`
	ReadAt    *models.Instant      `json:"read_at"`
}

// Kind is what a notice tells: the keys of the words that notifications has.
type Kind string

// All gives every kind in order.
func (Kind) All() []models.NoticeKind { return notifications.Kinds() }

type listNotificationsIn struct {
	httpapi.PageIn
	Unread bool `query:"unread" doc:"Only what is not read"`
}

type readNotificationsIn struct {
	Body struct {
		IDs []models.ID `json:"ids,omitempty" maxItems:"100" doc:"Which ones; absent: all; empty: none"`
	}
}

type unreadOut struct {
	Body struct {
		Count int64 `json:"count" minimum:"0" maximum:"100" doc:"100 means 100 or more"`
	}
}

// Notifications registers the routes of the inbox.
func Notifications(api *httpapi.API, svc *notices.Service) {
	const tag, list = "notifications", "notifications"
	api.Tag(tag, "Inbox", "消息")
	api.Words(words)
	own := httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.AsRight()
	httpapi.Get(api, httpapi.Route{
		ID:          "listNotifications",
		Path:        "/notifications",
		Tag:         tag,
		Summary:     "List the inbox",
		Description: "The newest first.",
		ZH:          httpapi.InChinese("查看消息", "最新的在前。"),
		Policy:      own.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *listNotificationsIn) (*httpapi.ListOut[Notification], error) {
		page, err := api.Page(list, in.PageIn)
		if err != nil {
			return nil, err
		}
		rows, err := svc.List(ctx, actor, in.Unread, page)
		if err != nil {
			return nil, err
		}
		lang := notifications.Chinese
		if httpapi.English(ctx) {
			lang = notifications.English
		}
		return httpapi.ListOf(api, list, rows,
			func(n notices.Notice) Notification { return notificationDTO(n, lang) }), nil
	})
	httpapi.Read(api, httpapi.Route{
		ID:          "countUnreadNotifications",
		Path:        "/notifications/unread-count",
		Tag:         tag,
		Summary:     "Count what is not read",
		Policy:      own.ForActing(),
		Description: "Counts up to 100.",
		ZH:          httpapi.InChinese("查询未读消息数", "最多数到100。"),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (int64, error) {
		return svc.Unread(ctx, actor)
	}, presentUnread)
	httpapi.Post(api, httpapi.Route{
		ID:          "readNotifications",
		Path:        "/notifications/read",
		Tag:         tag,
		Summary:     "Mark as read",
		Status:      200,
		Description: "Gives how many are unread after. Ids that are not in one's own inbox do nothing.",
		ZH:          httpapi.InChinese("把消息标为已读", "回答还剩多少条未读。不是自己的消息编号不起作用。"),
		Policy:      own,
	}, func(ctx context.Context, actor models.Actor, in *readNotificationsIn) (int64, error) {
		return svc.MarkRead(ctx, actor, in.Body.IDs)
	}, presentUnread)
}

func notificationDTO(n notices.Notice, lang notifications.Lang) Notification {
	text := notifications.Render(n.Kind, n.Facts, lang)
	return Notification{ID: n.ID, Kind: Kind(n.Kind), Title: text.Title, Text: text.Body,
		Subject: models.NoticeSubject(n.Subject), SubjectID: n.SubjectID, CreatedAt: n.CreatedAt, ReadAt: n.ReadAt}
}

func presentUnread(n int64) *unreadOut {
	out := &unreadOut{}
	out.Body.Count = n
	return out
}
