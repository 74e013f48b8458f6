// Package httpapi is the HTTP layer: the server, the pipeline that every
// request passes, and the typed way in which a noun registers its routes.
//
// It is the only importer of Fiber and huma. What lives here knows HTTP and
// nothing of the product; what a noun looks like on the wire lives in
// routes/<noun>.go; what it does lives in services.
//
// A noun registers like this:
//
//	type TopicBody struct {
//		Title string `json:"title" minLength:"1" maxLength:"50" doc:"Title" example:"修路"`
//	}
//	type createTopicIn struct{ Body TopicBody }
//	type readTopicIn struct {
//		ID models.ID `path:"id" doc:"Topic"`
//	}
//	type updateTopicIn struct {
//		ID models.ID `path:"id" doc:"Topic"`
//		httpapi.IfMatch
//		Body struct {
//			Title httpapi.Maybe[string]       `json:"title,omitzero" minLength:"1" maxLength:"50" doc:"Title"`
//			Note  httpapi.Optional[string]    `json:"note,omitzero" maxLength:"500" doc:"Note; null clears it"`
//		}
//	}
//	type topicOut struct {
//		httpapi.Versioned
//		Body Topic
//	}
//	type listTopicsIn struct {
//		httpapi.PageIn
//		Since httpapi.InstantParam `query:"since" doc:"Only later ones"`
//	}
//
//	func Topics(api *httpapi.API, svc *governance.Service) {
//		api.Tag("topics", "Topics", "议题")
//		httpapi.Post(api, httpapi.Route{
//			ID: "createTopic", Path: "/topics", Tag: "topics", Summary: "Propose a topic",
//			ZH: httpapi.InChinese("提出议题", ""), Status: 201,
//			Policy: httpapi.Policy{Audience: httpapi.Verified, Scope: httpapi.ScopeSelf, Audit: topicCreate},
//			Errors: []*models.Error{models.ErrTopicExists},
//		}, func(ctx context.Context, actor models.Actor, in *createTopicIn) (models.Topic, error) {
//			return svc.CreateTopic(ctx, actor, governance.NewTopic{Title: in.Body.Title})
//		}, presentTopic)
//		httpapi.Get(api, httpapi.Route{
//			ID: "listTopics", Path: "/topics", Tag: "topics", Summary: "List topics",
//			ZH:     httpapi.InChinese("查看议题", ""),
//			Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
//		}, func(ctx context.Context, actor models.Actor, in *listTopicsIn) (*httpapi.ListOut[Topic], error) {
//			page, err := api.Page("topics", in.PageIn)
//			if err != nil {
//				return nil, err
//			}
//			list, err := svc.Topics(ctx, actor, page)
//			if err != nil {
//				return nil, err
//			}
//			return httpapi.ListOf(api, "topics", list, topicDTO), nil
//		})
//	}
//
//	func presentTopic(t models.Topic) *topicOut {
//		return &topicOut{Versioned: httpapi.VersionTag(t.Version), Body: topicDTO(t)}
//	}
//
// Rules: handlers return models values' DTOs or errors and branch on nothing;
// every string has a maxLength and every number bounds; parameters are int,
// int64, string, models.ID, InstantParam or DayParam; DTO types have unique
// names; optional body fields carry omitzero or omitempty; never keep ctx.
package httpapi
