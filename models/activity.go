package models

import (
	"time"
	"unicode/utf8"
)

// ActivityState is where an activity stands.
type ActivityState string

// States: draft → published → signup_closed → ongoing → finished, and
// → cancelled from all but the first and the last.
const (
	ActivityDraft        ActivityState = "draft"
	ActivityPublished    ActivityState = "published"
	ActivitySignupClosed ActivityState = "signup_closed"
	ActivityOngoing      ActivityState = "ongoing"
	ActivityFinished     ActivityState = "finished"
	ActivityCancelled    ActivityState = "cancelled"
)

// ActivityKind is what sort of activity it is.
type ActivityKind string

// The kinds.
const (
	ActivitySkill        ActivityKind = "skill"
	ActivityEducation    ActivityKind = "education"
	ActivityCitizenship  ActivityKind = "citizenship"
	ActivityLifeSkills   ActivityKind = "life_skills"
	ActivityWorkEthic    ActivityKind = "work_ethic"
	ActivityCultureSport ActivityKind = "culture_sport"
	ActivityCare         ActivityKind = "care"
	ActivityCampaign     ActivityKind = "campaign"
)

var activityKindWords = Words[ActivityKind]{
	{ActivitySkill, "技能培训", "Skill training"},
	{ActivityEducation, "科学文化知识教育", "General education"},
	{ActivityCitizenship, "市民化培训", "Citizenship training"},
	{ActivityLifeSkills, "生活本领培训", "Life skills"},
	{ActivityWorkEthic, "爱岗敬业教育", "Work ethics"},
	{ActivityCultureSport, "文体活动", "Culture and sport"},
	{ActivityCare, "关心关爱活动", "Care"},
	{ActivityCampaign, "主题教育实践活动", "Theme campaign"},
}

// Text gives the words of a kind.
func (k ActivityKind) Text() (zh, en string) { return activityKindWords.Of(k) }

// All gives every value in order.
func (ActivityKind) All() []ActivityKind { return activityKindWords.All() }

var activityStateWords = Words[ActivityState]{
	{ActivityDraft, "草稿", "Draft"},
	{ActivityPublished, "已发布", "Published"},
	{ActivitySignupClosed, "报名已截止", "Sign-up closed"},
	{ActivityOngoing, "进行中", "Under way"},
	{ActivityFinished, "已结束", "Finished"},
	{ActivityCancelled, "已取消", "Cancelled"},
}

// Text gives the words of a state.
func (s ActivityState) Text() (zh, en string) { return activityStateWords.Of(s) }

// All gives every value in order.
func (ActivityState) All() []ActivityState { return activityStateWords.All() }

// ActivityRoles lists who in a body organizes its activities.
func ActivityRoles() []Role { return []Role{RoleOrganizer, RoleChair, RoleSecretaryGeneral} }

// Bounds of an activity; lengths in characters.
const (
	ActivityTitleMin       = 2
	ActivityTitleMax       = 60
	ActivityDescriptionMax = 2000
	ActivityPlaceMax       = 100
	ActivityCapacityMax    = 100000
)

// Activity is a course, a match, a visit … with a number of seats. Its row is
// locked before anything of its sign-ups changes, and its counters always equal
// the rows: SeatsTaken those that hold a seat, WaitingCount those that wait.
type Activity struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	Kind           ActivityKind `pii:"none"`
	Title          string       `pii:"none"`
	Description    string       `pii:"words"`
	RegionCode     RegionCode   `pii:"none"`
	Place          string       `pii:"none"`
	StartsAt       Instant
	EndsAt         Instant
	SignupOpensAt  Instant // sign-up is open from here …
	SignupClosesAt Instant // … until just before here
	Capacity       int64
	SeatsTaken     int64
	WaitingCount   int64
	NextQueueNo    int64
	State          ActivityState `pii:"none"`
	CreatedBy      ID
	Moderation     Moderation `pii:"none"`
	Version        int64      // counts changes by organizers, not sign-ups
	CreatedAt      Instant    `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant    `gorm:"autoUpdateTime:false"`
}

// ActivityChange is a partial change: nil leaves a field alone.
type ActivityChange struct {
	Kind           *ActivityKind
	Title          *string
	Description    *string
	RegionCode     *RegionCode
	Place          *string
	StartsAt       *Instant
	EndsAt         *Instant
	SignupOpensAt  *Instant
	SignupClosesAt *Instant
	Capacity       *int64
}

// Apply gives the activity as it will be.
func (c ActivityChange) Apply(a Activity) Activity {
	assign(&a.Kind, c.Kind)
	assign(&a.Title, c.Title)
	assign(&a.Description, c.Description)
	assign(&a.RegionCode, c.RegionCode)
	assign(&a.Place, c.Place)
	assign(&a.StartsAt, c.StartsAt)
	assign(&a.EndsAt, c.EndsAt)
	assign(&a.SignupOpensAt, c.SignupOpensAt)
	assign(&a.SignupClosesAt, c.SignupClosesAt)
	assign(&a.Capacity, c.Capacity)
	return a
}

func assign[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// Check tells what is wrong with an activity as its organizer left it.
func (a Activity) Check() []FieldError {
	var bad []FieldError
	if zh, _ := a.Kind.Text(); zh == "" {
		bad = append(bad, BodyField("/kind", "enum", "没有这种活动类别", "There is no such kind"))
	}
	if n := utf8.RuneCountInString(a.Title); n < ActivityTitleMin || n > ActivityTitleMax {
		bad = append(bad, BodyField("/title", "length", "标题应为2至60个字", "The title must have 2 to 60 characters"))
	}
	if utf8.RuneCountInString(a.Description) > ActivityDescriptionMax {
		bad = append(bad, BodyField("/description", "length", "说明不能超过2000个字",
			"The description may have 2000 characters"))
	}
	if n := utf8.RuneCountInString(a.Place); n == 0 || n > ActivityPlaceMax {
		bad = append(bad, BodyField("/place", "length", "地点应为1至100个字", "The place must have 1 to 100 characters"))
	}
	if a.Capacity < 1 || a.Capacity > ActivityCapacityMax {
		bad = append(bad, BodyField("/capacity", "range", "名额应为1至100000", "The capacity must be 1 to 100000"))
	}
	if a.EndsAt <= a.StartsAt {
		bad = append(bad, BodyField("/ends_at", "order", "结束时间应晚于开始时间", "The end must lie after the start"))
	}
	if a.SignupClosesAt <= a.SignupOpensAt {
		bad = append(bad, BodyField("/signup_closes_at", "order", "报名截止时间应晚于报名开始时间",
			"Sign-up must close after it opens"))
	}
	if a.SignupClosesAt > a.StartsAt {
		bad = append(bad, BodyField("/signup_closes_at", "order", "报名应在活动开始前截止",
			"Sign-up must close before the activity starts"))
	}
	return bad
}

// Refusals around activities.
var (
	ErrActivityState = NewError(CodeConflict, "activity.wrong_state", "活动当前状态不能进行此操作，请刷新后查看",
		"The activity is not in a state that allows this")
	ErrActivityNotOpen = NewError(CodeConflict, "activity.not_open", "报名还没有开始", "Sign-up has not opened yet")
	ErrActivityClosed  = NewError(CodeConflict, "activity.signup_closed", "报名已经截止", "Sign-up is closed")
	ErrActivityGone    = NewError(CodeConflict, "activity.cancelled", "活动已经取消", "The activity has been cancelled")
	ErrActivityStarted = NewError(CodeConflict, "activity.started", "活动已经开始", "The activity has started")
	ErrActivityPast    = NewError(CodeConflict, "activity.past", "报名截止时间已过，请先修改时间",
		"Sign-up would be over already; change the times first")
	ErrActivityCapacity = NewError(CodeConflict, "activity.capacity_taken", "名额不能少于已占用的名额",
		"The capacity cannot be less than the seats that are taken")
	ErrActivityNoBody = NewError(CodeConflict, "activity.organization_inactive", "组织当前不能举办活动",
		"The body cannot hold activities now")
)

// OfferLife is how long an offered seat is kept for the person.
const OfferLife = 24 * time.Hour

// SignupRefusal tells why nobody can sign up at now; nil when they can.
func (a Activity) SignupRefusal(now Instant) *Error {
	switch {
	case a.State == ActivityDraft, a.State == ActivityPublished && now < a.SignupOpensAt:
		return ErrActivityNotOpen
	case a.State == ActivityCancelled:
		return ErrActivityGone
	case a.State != ActivityPublished, now >= a.SignupClosesAt:
		return ErrActivityClosed
	}
	return nil
}

// SeatsLeft gives the seats that nobody holds.
func (a Activity) SeatsLeft() int64 { return a.Capacity - a.SeatsTaken }

// Admit takes the next place for a new sign-up: a seat while there is one and
// nobody waits, else the end of the queue.
func (a *Activity) Admit() (state SignupState, queueNo int64) {
	queueNo = a.NextQueueNo
	a.NextQueueNo++
	if a.SeatsLeft() > 0 && a.WaitingCount == 0 {
		a.SeatsTaken++
		return SignupRegistered, queueNo
	}
	a.WaitingCount++
	return SignupWaiting, queueNo
}

// Release takes a sign-up that ends out of the counters.
func (a *Activity) Release(s SignupState) {
	switch {
	case s.HoldsSeat():
		a.SeatsTaken--
	case s == SignupWaiting:
		a.WaitingCount--
	}
}

// Offers tells how many of the waiting can be offered a seat at now; seats that
// come free after sign-up has closed stay free.
func (a Activity) Offers(now Instant) int64 {
	if a.State != ActivityPublished || now >= a.SignupClosesAt {
		return 0
	}
	return max(0, min(a.SeatsLeft(), a.WaitingCount))
}

// OfferUntil gives the end of an offer that is made at now.
func (a Activity) OfferUntil(now Instant) Instant { return min(now.Add(OfferLife), a.SignupClosesAt) }
