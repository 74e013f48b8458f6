package activities

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/batch"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
var (
	ActionCreate  = models.NewAction("activity.create", "活动：新建")
	ActionUpdate  = models.NewAction("activity.update", "活动：修改")
	ActionPublish = models.NewAction("activity.publish", "活动：发布")
	ActionClose   = models.NewAction("activity.close", "活动：结束")
	ActionCancel  = models.NewAction("activity.cancel", "活动：取消")
	ActionDelete  = models.NewAction("activity.delete", "活动：删除草稿")

	ActionSignUp       = models.NewAction("signup.create", "活动报名：新建")
	ActionSignupCancel = models.NewAction("signup.cancel", "活动报名：取消")
	ActionOffer        = models.NewAction("signup.offer", "活动报名：提供")
	ActionAccept       = models.NewAction("signup.accept_offer", "活动报名：确认候补名额")
	ActionDecline      = models.NewAction("signup.decline_offer", "活动报名：放弃候补名额")
	ActionExpire       = models.NewAction("signup.expire_offer", "活动报名：候补名额过期")
)

// Kinds of jobs of this area.
const (
	jobCloseSignup = "activity.close_signup"
	jobStart       = "activity.start"
	jobFinish      = "activity.finish"
	jobExpireOffer = "signup.expire_offer"
)

// Service is the use cases of this area.
type Service struct {
	st   *store.Store
	ring *keyring.Ring
	hot  *batch.Gatherer[models.ID, entry, activity.SignupView]
}

// largestBatch bounds a commit of sign-ups. A burst of 5,000 took 2 s in batches
// of 64 and 0.35 s in batches of 256 on MariaDB.
const largestBatch = 256

// New makes the service; Close ends it.
func New(st *store.Store, ring *keyring.Ring) *Service {
	s := &Service{st: st, ring: ring}
	s.hot = batch.New(batch.Options{Max: largestBatch}, s.admit)
	return s
}

// Close waits for the sign-ups that are being committed.
func (s *Service) Close() { s.hot.Close() }

// Jobs gives the handlers of the work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler {
	return map[string]jobs.Handler{
		jobCloseSignup: s.closeSignup,
		jobStart:       s.start,
		jobFinish:      s.finish,
		jobExpireOffer: s.expireOffer,
	}
}

// organizes reports whether the actor organizes activities of an organization.
func organizes(actor models.Actor, organization models.ID) bool {
	return activity.Activity{OrganizationID: organization}.MayOrganize(actor) == nil
}

// managed lists the organizations whose drafts and lists of people the actor may see.
func managed(actor models.Actor) []models.ID { return actor.Organizations(models.ActivityRoles()...) }

// lockSeen locks an activity that the actor may see: a draft is there for its
// organizers alone.
func lockSeen(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (activity.Activity, error) {
	a, err := lockActivity(ctx, tx, id)
	if err == nil && a.State == activity.Draft && !organizes(actor, a.OrganizationID) {
		err = models.ErrNotFound
	}
	return a, err
}

func eventOf(action models.Action, a activity.Activity, detail map[string]string) audit.Event {
	return audit.Event{Action: action, Object: "activity", ObjectID: a.ID, RegionCode: a.RegionCode,
		OrganizationID: a.OrganizationID, Detail: detail}
}

func signupEvent(action models.Action, a activity.Activity, s activity.Signup) audit.Event {
	return audit.Event{Action: action, Object: "signup", ObjectID: s.ID, RegionCode: a.RegionCode,
		OrganizationID: a.OrganizationID, Detail: map[string]string{"state": string(s.State)}}
}

// notice tells a person something of an activity; more are further params in
// pairs.
func notice(kind models.NoticeKind, a activity.Activity, person models.ID, more ...string) inbox.Notice {
	zh, en := a.StartsAt.Spoken()
	params := map[string]string{"activity": a.Title, "when": zh, "when_en": en}
	for i := 0; i+1 < len(more); i += 2 {
		params[more[i]] = more[i+1]
	}
	return inbox.Notice{PersonID: person, Kind: kind, Subject: "activity", SubjectID: a.ID, Params: params}
}

// tellAll tells everybody on the list of an activity; more is as of notice.
func tellAll(
	ctx context.Context, tx *store.Tx, kind models.NoticeKind, a activity.Activity, people []models.ID, more ...string,
) error {
	notices := make([]inbox.Notice, len(people))
	for i, person := range people {
		notices[i] = notice(kind, a, person, more...)
	}
	return inbox.Tell(ctx, tx, notices...)
}
