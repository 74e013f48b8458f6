package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/mediation"
)

// SessionTimes is when and where a session is.
type SessionTimes struct {
	StartsAt    models.Instant `json:"starts_at" doc:"A whole quarter of an hour, within 90 days"`
	EndsAt      models.Instant `json:"ends_at" doc:"Eight hours later at most"`
	Place       string         `json:"place" minLength:"1" maxLength:"200" example:"外山村文化礼堂二楼"`
	Room        string         `json:"room,omitempty" maxLength:"50" example:"调解室"`
	Video       bool           `json:"video,omitempty"`
	VideoAgreed bool           `json:"video_agreed,omitempty"`
}

// Docs implements httpapi.Documented.
func (SessionTimes) Docs() map[string]string {
	return map[string]string{
		"place":        "In words, or the https:// address of a video meeting; kept sealed",
		"room":         "Of the committee, when it is one of its rooms: nobody else meets there then",
		"video":        "The place is the address of a video meeting",
		"video_agreed": "Both sides have agreed to meet by video",
	}
}

func (in SessionTimes) meeting(kind dispute.SessionKind) mediation.Meeting {
	return mediation.Meeting{Kind: kind, Starts: in.StartsAt, Ends: in.EndsAt, Place: in.Place, Room: in.Room,
		Video: in.Video, VideoAgreed: in.VideoAgreed}
}

type planSessionIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		SessionTimes
		Kind dispute.SessionKind `json:"kind" example:"mediation"`
	}
}

type moveSessionIn struct {
	ID models.ID `path:"id" doc:"Session of a case"`
	httpapi.IfMatch
	Body struct{ SessionTimes }
}

type cancelSessionIn struct {
	ID models.ID `path:"id" doc:"Session of a case"`
	httpapi.IfMatch
	Body shapes.GivenReason `doc:"Those who were to come read it" example:"{\"reason\":\"厂方代表临时出差\"}"`
}

type guestIn struct {
	Name string `json:"name" minLength:"1" maxLength:"100" example:"王师傅"`
	Role string `json:"role" minLength:"1" maxLength:"50" example:"同乡"`
}

type holdSessionIn struct {
	ID models.ID `path:"id" doc:"Session of a case"`
	httpapi.IfMatch
	Body struct {
		Minutes      string      `json:"minutes,omitempty" maxLength:"5000" example:"双方核对了工资条"`
		Outcome      string      `json:"outcome,omitempty" maxLength:"500" example:"约定下周再谈一次"`
		PageIDs      []models.ID `json:"page_ids,omitempty" maxItems:"40"`
		PartyIDs     []models.ID `json:"party_ids,omitempty" maxItems:"100" doc:"Parties of the case who came"`
		MediatorIDs  []models.ID `json:"mediator_ids" minItems:"1" maxItems:"50" doc:"Mediators of the case who were there"`
		Guests       []guestIn   `json:"guests,omitempty" maxItems:"20" doc:"Who else was there"`
		GuestsAgreed bool        `json:"guests_agreed,omitempty"`
	}
}

// Docs implements httpapi.Documented.
func (holdSessionIn) Docs() map[string]string {
	return map[string]string{
		"minutes":       "What was said; needed without pages. Kept sealed, and read by the committee alone",
		"outcome":       "How it ended",
		"page_ids":      "Own files of the purpose document: the record in handwriting",
		"guests_agreed": "Both sides have agreed to the guests; needed for those of a mediation",
	}
}

type listSessionsIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.PageIn
}

// onSession is the route of an act on a session of a case.
func onSession(v dispute.Verb, id, path, summary, more string, zh httpapi.Chinese,
	errs ...*models.Error) httpapi.Route {
	return below(v, httpapi.ScopeCommittee, id, "/dispute-sessions/{id}"+path, summary, more, zh,
		append(errs, dispute.ErrCommitteeOnly, dispute.ErrOwnCase, dispute.ErrTakerOnly, dispute.ErrSessionNotPlanned)...)
}

// disputeSessions registers the meetings of a case.
func disputeSessions(api *httpapi.API, svc *mediation.Service) {
	when := []*models.Error{dispute.ErrLeadFirst, dispute.ErrSessionConsent, dispute.ErrSessionNotice,
		dispute.ErrSessionAfterDue, dispute.ErrSessionClash, dispute.ErrViolence}
	httpapi.Post(api, below(dispute.Plan, httpapi.ScopeCommittee, "planDisputeSession", "/disputes/{id}/sessions",
		"Arrange a session of a case",
		"By a mediator who has taken the case, or a head of the committee. Both sides come to a mediation: each has "+
			"consented, everybody knows their rights, and after the last day of the term both have extended it. An "+
			"inquiry is the committee's own. Whoever comes is told; nobody is asked to two places at once (409 tells "+
			"the time alone). What took place within the last seven days may be put down, too.",
		httpapi.InChinese("安排一次调解或调查", "由已接手的调解员或委员会负责人安排。调解要双方都同意、都已被告知权利和义务，期限以后的还要双方都同意延长。"+
			"调查只有委员会看得到。会通知参加的人；同一个人、同一个房间不能同时有两个安排（409，只说时间）。最近七天内已经进行的也可以补登。"),
		append(when, dispute.ErrCommitteeOnly, dispute.ErrOwnCase, dispute.ErrTakerOnly)...),
		func(ctx context.Context, actor models.Actor, in *planSessionIn) (mediation.Summary, error) {
			return svc.PlanSession(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()},
				in.Body.meeting(in.Body.Kind))
		}, presentReceipt)
	httpapi.Put(api, onSession(dispute.MoveSession, "moveDisputeSession", "",
		"Change when and where a planned session is", "By who may arrange one. Whoever comes is told.",
		httpapi.InChinese("改会面的时间地点", "由可以安排的人办理，会通知参加的人。"), when...),
		func(ctx context.Context, actor models.Actor, in *moveSessionIn) (*receiptOut, error) {
			s, err := svc.MoveSession(ctx, actor, in.ID, in.Expected(), in.Body.meeting(""))
			if err != nil {
				return nil, err
			}
			return presentReceipt(s), nil
		})
	httpapi.Post(api, onSession(dispute.CancelSession, "cancelDisputeSession", "/cancel", "Call a planned session off",
		"By who may arrange one. Whoever was to come is told and reads the reason. What is planned is called off by "+
			"itself when the case ends, or nobody leads it any more.",
		httpapi.InChinese("取消会面", "由可以安排的人办理，会通知参加的人，原因他们看得到。纠纷结束、没有主办调解员时自动取消。")),
		func(ctx context.Context, actor models.Actor, in *cancelSessionIn) (mediation.Summary, error) {
			return svc.CancelSession(ctx, actor, in.ID, in.Expected(), in.Body.Reason)
		}, presentReceipt)
	sessionRecords(api, svc)
}

// sessionRecords registers what is kept of meetings, and who reads it.
func sessionRecords(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, onSession(dispute.Hold, "holdDisputeSession", "/hold", "Put down what a session was",
		"By who may arrange one, once, from its beginning until seven days after. The first mediation brings the case "+
			"into session. The record is for the committee; the parties hear it read and sign it on paper.",
		httpapi.InChinese("登记会面的记录", "由可以安排的人办理，从开始起七天内，每次一份。第一次调解后，案件进入调解中。"+
			"记录由委员会查看；当事人听读后在纸上签字。"),
		dispute.ErrSessionNotYet, dispute.ErrSessionTooLate),
		func(ctx context.Context, actor models.Actor, in *holdSessionIn) (mediation.Summary, error) {
			b := in.Body
			h := mediation.Held{Session: in.ID, Minutes: b.Minutes, Outcome: b.Outcome, Pages: b.PageIDs,
				Parties: b.PartyIDs, Mediators: b.MediatorIDs, GuestsAgreed: b.GuestsAgreed}
			for _, g := range b.Guests {
				h.Guests = append(h.Guests, dispute.Guest{Name: g.Name, Role: g.Role})
			}
			return svc.HoldSession(ctx, actor, in.Expected(), h)
		}, presentReceipt)
	httpapi.List(api, httpapi.Route{
		ID:          "listDisputeSessions",
		Secret:      true,
		Path:        "/disputes/{id}/sessions",
		Tag:         disputeTag,
		Summary:     "Sessions of a case, the latest first",
		Description: "To the committee all, with their records; to a party when and where the mediations are.",
		ZH:          httpapi.InChinese("查看纠纷的会面", "最晚的在前。委员会可以查看全部和记录；当事人可以查看调解的时间地点。"),
		Policy:      disputeReader,
	}, "dispute-sessions", func(
		ctx context.Context, actor models.Actor, in *listSessionsIn, page models.Page,
	) (models.List[mediation.Session], error) {
		return svc.Sessions(ctx, actor, in.ID, page)
	}, func(s mediation.Session) DisputeSession { return disputeSession(api, s) })
}
