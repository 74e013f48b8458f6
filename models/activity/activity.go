package activity

import (
	"time"
	"unicode/utf8"

	"xinjumin/models"
)

// State is where an activity stands.
type State string

// States: draft → published → signup_closed → ongoing → finished, and
// → cancelled from all but the first and the last.
const (
	Draft        State = "draft"
	Published    State = "published"
	SignupClosed State = "signup_closed"
	Ongoing      State = "ongoing"
	Finished     State = "finished"
	Cancelled    State = "cancelled"
)

// Kind is what sort of activity it is.
type Kind string

// The kinds.
const (
	Skill        Kind = "skill"
	Education    Kind = "education"
	Citizenship  Kind = "citizenship"
	LifeSkills   Kind = "life_skills"
	WorkEthic    Kind = "work_ethic"
	CultureSport Kind = "culture_sport"
	Care         Kind = "care"
	Campaign     Kind = "campaign"
)

var activityKindWords = models.Words[Kind]{
	{Skill, "技能培训", "Skill training"},
	{Education, "科学文化知识教育", "General education"},
	{Citizenship, "市民化培训", "Citizenship training"},
	{LifeSkills, "生活本领培训", "Life skills"},
	{WorkEthic, "爱岗敬业教育", "Work ethics"},
	{CultureSport, "文体活动", "Culture and sport"},
	{Care, "关心关爱活动", "Care"},
	{Campaign, "主题教育实践活动", "Theme campaign"},
}

// Text gives the words of a kind.
func (k Kind) Text() (zh, en string) { return activityKindWords.Of(k) }

// All gives every value in order.
func (Kind) All() []Kind { return activityKindWords.All() }

var activityStateWords = models.Words[State]{
	{Draft, "草稿", "Draft"},
	{Published, "已发布", "Published"},
	{SignupClosed, "报名已截止", "Sign-up closed"},
	{Ongoing, "进行中", "Under way"},
	{Finished, "已结束", "Finished"},
	{Cancelled, "已取消", "Cancelled"},
}

// Text gives the words of a state.
func (s State) Text() (zh, en string) { return activityStateWords.Of(s) }

// All gives every value in order.
func (State) All() []State { return activityStateWords.All() }

// Bounds of an activity; lengths in characters.
const (
	TitleMin       = 2
	TitleMax       = 60
	DescriptionMax = 2000
	PlaceMax       = 100
	CapacityMax    = 100000
)

// Activity is a course, a match, a visit … with a number of seats. Its row is
// locked before anything of its sign-ups changes, and its counters always equal
// the rows: SeatsTaken those that hold a seat, WaitingCount those that wait.
type Activity struct {
	ID             models.ID `gorm:"primaryKey"`
	OrganizationID models.ID
	Kind           Kind              `pii:"none"`
	Title          string            `pii:"none"`
	Description    string            `pii:"words"`
	RegionCode     models.RegionCode `pii:"none"`
	Place          string            `pii:"none"`
	StartsAt       models.Instant
	EndsAt         models.Instant
	SignupOpensAt  models.Instant // sign-up is open from here …
	SignupClosesAt models.Instant // … until just before here
	Capacity       int64
	SeatsTaken     int64
	WaitingCount   int64
	NextQueueNo    int64
	State          State  `pii:"none"`
	CancelReason   string `pii:"none"` // why it was called off; empty unless it was
	CreatedBy      models.ID
	Moderation     models.Moderation `pii:"none"`
	Version        int64             // counts changes by organizers, not sign-ups
	CreatedAt      models.Instant    `gorm:"autoCreateTime:false"`
	UpdatedAt      models.Instant    `gorm:"autoUpdateTime:false"`
}

// Change is a partial change: nil leaves a field alone.
type Change struct {
	Kind           *Kind
	Title          *string
	Description    *string
	RegionCode     *models.RegionCode
	Place          *string
	StartsAt       *models.Instant
	EndsAt         *models.Instant
	SignupOpensAt  *models.Instant
	SignupClosesAt *models.Instant
	Capacity       *int64
}

// Apply gives the activity as it will be.
func (c Change) Apply(a Activity) Activity {
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
func (a Activity) Check() []models.FieldError {
	var bad []models.FieldError
	if zh, _ := a.Kind.Text(); zh == "" {
		bad = append(bad, models.BodyField("/kind", "enum", "没有这种活动类别", "There is no such kind"))
	}
	if n := utf8.RuneCountInString(a.Title); n < TitleMin || n > TitleMax {
		bad = append(bad, models.BodyField("/title", "length", "标题应为2至60个字", "The title must have 2 to 60 characters"))
	}
	if utf8.RuneCountInString(a.Description) > DescriptionMax {
		bad = append(bad, models.BodyField("/description", "length", "说明不能超过2000个字",
			"The description may have 2000 characters"))
	}
	if n := utf8.RuneCountInString(a.Place); n == 0 || n > PlaceMax {
		bad = append(bad, models.BodyField("/place", "length", "地点应为1至100个字",
			"The place must have 1 to 100 characters"))
	}
	if a.Capacity < 1 || a.Capacity > CapacityMax {
		bad = append(bad, models.BodyField("/capacity", "range", "名额应为1至100000", "The capacity must be 1 to 100000"))
	}
	if a.EndsAt <= a.StartsAt {
		bad = append(bad, models.BodyField("/ends_at", "order", "结束时间应晚于开始时间", "The end must lie after the start"))
	}
	if a.SignupClosesAt <= a.SignupOpensAt {
		bad = append(bad, models.BodyField("/signup_closes_at", "order", "报名截止时间应晚于报名开始时间",
			"Sign-up must close after it opens"))
	}
	if a.SignupClosesAt > a.StartsAt {
		bad = append(bad, models.BodyField("/signup_closes_at", "order", "报名应在活动开始前截止",
			"Sign-up must close before the activity starts"))
	}
	return bad
}

// Refusals around activities.
var (
	ErrState = models.NewError(models.CodeConflict, "activity.wrong_state", "活动当前状态不能进行此操作，请刷新后查看",
		"The activity is not in a state that allows this")
	ErrNotOpen = models.NewError(models.CodeConflict, "activity.not_open", "报名还没有开始", "Sign-up has not opened yet")
	ErrClosed  = models.NewError(models.CodeConflict, "activity.signup_closed", "报名已经截止", "Sign-up is closed")
	ErrGone    = models.NewError(models.CodeConflict, "activity.cancelled", "活动已经取消", "The activity has been cancelled")
	ErrStarted = models.NewError(models.CodeConflict, "activity.started", "活动已经开始", "The activity has started")
	ErrPast    = models.NewError(models.CodeConflict, "activity.past", "报名截止时间已过，请先修改时间",
		"Sign-up would be over already; change the times first")
	ErrCapacity = models.NewError(models.CodeConflict, "activity.capacity_taken", "名额不能少于已占用的名额",
		"The capacity cannot be less than the seats that are taken")
	ErrNoOrganization = models.NewError(models.CodeConflict, "activity.organization_inactive", "组织当前不能举办活动",
		"The organization cannot hold activities now")
)

// OfferLife is how long an offered seat is kept for the person.
const OfferLife = 24 * time.Hour

// SignupRefusal tells why nobody can sign up at now; nil when they can.
func (a Activity) SignupRefusal(now models.Instant) *models.Error {
	switch {
	case a.State == Draft, a.State == Published && now < a.SignupOpensAt:
		return ErrNotOpen
	case a.State == Cancelled:
		return ErrGone
	case a.State != Published, now >= a.SignupClosesAt:
		return ErrClosed
	}
	return nil
}

// MayPublish refuses to open an activity whose sign-up would be over already.
func (a Activity) MayPublish(now models.Instant) error {
	if now >= a.SignupClosesAt {
		return ErrPast
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
func (a Activity) Offers(now models.Instant) int64 {
	if a.State != Published || now >= a.SignupClosesAt {
		return 0
	}
	return max(0, min(a.SeatsLeft(), a.WaitingCount))
}

// OfferUntil gives the end of an offer that is made at now.
func (a Activity) OfferUntil(now models.Instant) models.Instant {
	return min(now.Add(OfferLife), a.SignupClosesAt)
}
