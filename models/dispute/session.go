package dispute

import (
	"crypto/sha256"
	"encoding/json"
	"time"

	"xinjumin/models"
)

// SessionKind is what people meet for.
type SessionKind string

// The kinds. Both sides come to a mediation; an inquiry is how the committee finds out
// what has happened, and it alone knows of it.
const (
	SessionMediation SessionKind = "mediation"
	SessionInquiry   SessionKind = "inquiry"
)

var sessionKindWords = models.Words[SessionKind]{
	{SessionMediation, "调解", "Mediation"},
	{SessionInquiry, "调查", "Inquiry"},
}

// Text gives the plain words of a kind.
func (k SessionKind) Text() (zh, en string) { return sessionKindWords.Of(k) }

// All gives every value in order.
func (SessionKind) All() []SessionKind { return sessionKindWords.All() }

// Document is the paper on which a session of this kind is recorded.
func (k SessionKind) Document() DocumentKind {
	if k == SessionInquiry {
		return DocumentInquiry
	}
	return DocumentSession
}

// SessionState is where a session stands.
type SessionState string

// The states: planned → held or cancelled.
const (
	SessionPlanned   SessionState = "planned"
	SessionHeld      SessionState = "held"
	SessionCancelled SessionState = "cancelled"
)

var sessionStateWords = models.Words[SessionState]{
	{SessionPlanned, "已安排", "Arranged"},
	{SessionHeld, "已进行", "Held"},
	{SessionCancelled, "已取消", "Called off"},
}

// Text gives the plain words of a state.
func (s SessionState) Text() (zh, en string) { return sessionStateWords.Of(s) }

// All gives every value in order.
func (SessionState) All() []SessionState { return sessionStateWords.All() }

// Session is a meeting in a case. Where it is may be somebody's home, and is sealed.
type Session struct {
	ID          models.ID `gorm:"primaryKey"`
	DisputeID   models.ID
	Kind        SessionKind  `pii:"none"`
	State       SessionState `pii:"none"`
	StartsAt    models.Instant
	EndsAt      models.Instant
	PlaceSealed []byte          `pii:"contact"`
	Room        string          `pii:"none"` // of the committee; empty: none of its rooms
	ByVideo     bool            // the place is the address of a meeting to which both sides have agreed
	EndedAt     *models.Instant // when it was recorded as held, or called off
	CreatedBy   models.ID
	Version     int64
	CreatedAt   models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt   models.Instant `gorm:"autoUpdateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Session) TableName() string { return "dispute_sessions" }

// SessionSlot is a quarter of an hour that somebody, or a room, is taken by a planned
// session; unique, so that nobody is asked to two places at once.
type SessionSlot struct {
	HolderID  models.ID `gorm:"primaryKey"` // a person, or RoomKey
	Slot      int64     `gorm:"primaryKey;autoIncrement:false"`
	SessionID models.ID
}

// TableName keeps the name of the table, which says the area, too.
func (SessionSlot) TableName() string { return "dispute_session_slots" }

// SessionRecord is what a session was, as the committee wrote it down. Parties hear it
// read and sign it on paper.
type SessionRecord struct {
	ID           models.ID `gorm:"primaryKey"` // of the session
	DisputeID    models.ID
	RecordSealed []byte `pii:"sensitive"` // Record as JSON
	RecordedBy   models.ID
	CreatedAt    models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (SessionRecord) TableName() string { return "dispute_session_records" }

// Record is what was said, how it ended and who was there, by the names that they had.
type Record struct {
	Minutes   string  `json:"minutes"`
	Outcome   string  `json:"outcome"`
	Parties   []Named `json:"parties"`
	Mediators []Sat   `json:"mediators"`
	Guests    []Guest `json:"guests"`
}

// Sat is a mediator who was there.
type Sat struct {
	Person models.ID `json:"person"`
	Name   string    `json:"name"`
}

// Guest is somebody else who was there, with the consent of both sides: kin, a
// neighbour, an expert (人民调解法 Art 20).
type Guest struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

// JSON gives the text that is sealed.
func (r Record) JSON() ([]byte, error) { return json.Marshal(r) }

// Limits of sessions; texts in characters.
const (
	SessionSlotLength = 15 * time.Minute
	SessionLongest    = 8 * time.Hour
	SessionAheadDays  = 90 // for which one is arranged at most
	SessionBackDays   = 7  // in which one is put down that has taken place
	PlaceMax          = 200
	RoomMax           = 50
	MinutesMax        = 5000
	OutcomeMax        = 500
	GuestsMax         = 20
	GuestRoleMax      = 50
)

// CheckSessionTimes names what is wrong with when a session is: whole quarters of an
// hour, not too long, not too far away.
func CheckSessionTimes(starts, ends, now models.Instant) []models.FieldError {
	var bad []models.FieldError
	quarter := models.Instant(SessionSlotLength.Milliseconds())
	day := 24 * time.Hour
	switch {
	case starts%quarter != 0:
		bad = append(bad, models.BodyField("/starts_at", "quarter", "请选择整点或15分、30分、45分",
			"A whole quarter of an hour"))
	case starts < now.Add(-SessionBackDays*day):
		bad = append(bad, models.BodyField("/starts_at", "range", "不能早于七天以前", "Not more than a week ago"))
	case starts > now.Add(SessionAheadDays*day):
		bad = append(bad, models.BodyField("/starts_at", "range", "不能晚于九十天以后", "Not more than 90 days ahead"))
	}
	switch {
	case ends%quarter != 0:
		bad = append(bad, models.BodyField("/ends_at", "quarter", "请选择整点或15分、30分、45分",
			"A whole quarter of an hour"))
	case ends <= starts:
		bad = append(bad, models.BodyField("/ends_at", "range", "结束时间要晚于开始时间", "After the beginning"))
	case ends > starts.Add(SessionLongest):
		bad = append(bad, models.BodyField("/ends_at", "range", "一次最长八小时", "Eight hours at most"))
	}
	return bad
}

// Slots lists the quarters of an hour of a session, each by its number.
func (s Session) Slots() []int64 {
	var all []int64
	for at := s.StartsAt; at < s.EndsAt; at = at.Add(SessionSlotLength) {
		all = append(all, int64(at)/SessionSlotLength.Milliseconds())
	}
	return all
}

// SlotStart is when a quarter of an hour begins.
func SlotStart(slot int64) models.Instant {
	return models.Instant(slot * SessionSlotLength.Milliseconds())
}

// RoomKey stands for a room of a committee where a person stands else. name is folded.
func RoomKey(committee models.ID, name string) models.ID {
	sum := sha256.Sum256(append(committee[:], name...))
	return models.ID(sum[:len(committee)])
}

// MayBe refuses a session of a kind that cannot be yet, or any longer: both sides come
// to a mediation, so that each has consented and everybody knows their rights, and after
// the last day of the term both have extended it. settling is nil where there is no term.
func (k SessionKind) MayBe(parties []Party, settling *Deadline, on models.Day) error {
	if k != SessionMediation {
		return nil
	}
	switch {
	case !Agreed(parties):
		return ErrSessionConsent
	case len(Uninformed(parties)) > 0:
		return ErrSessionNotice
	case settling != nil && on > settling.DueOn:
		return ErrSessionAfterDue
	}
	return nil
}

// Sat is where a case stands after a session of a kind was held: the first mediation
// begins it.
func (d Dispute) Sat(k SessionKind) State {
	if k == SessionMediation && d.State == Assigned {
		return InSession
	}
	return d.State
}

// Recordable refuses to put down a session that has not begun, or was too long ago.
func (s Session) Recordable(now models.Instant) error {
	switch {
	case s.State != SessionPlanned:
		return ErrSessionNotPlanned
	case s.StartsAt > now:
		return ErrSessionNotYet
	case s.StartsAt < now.Add(-SessionBackDays*24*time.Hour):
		return ErrSessionTooLate
	}
	return nil
}

// Notices about sessions: to its mediators, and to the parties of a mediation.
const (
	NoticeSessionPlanned   models.NoticeKind = "dispute.session_planned"
	NoticeSessionMoved     models.NoticeKind = "dispute.session_moved"
	NoticeSessionCancelled models.NoticeKind = "dispute.session_cancelled"
)

// Refusals around sessions.
var (
	ErrSessionConsent = models.NewError(models.CodeConflict, "session.consent_first",
		"双方都同意调解以后，才能安排双方一起调解", "Each side consents before both meet")
	ErrSessionNotice = models.NewError(models.CodeConflict, "session.notice_first",
		"还有当事人没有被告知权利和义务，请先告知再安排调解", "A party has not been told their rights yet")
	ErrSessionAfterDue = models.NewError(models.CodeConflict, "session.after_due",
		"这个时间在调解期限以后，双方都同意延长期限才能安排", "After the last day both sides have to extend the term first")
	ErrSessionClash = models.NewError(models.CodeConflict, "session.clash",
		"参加的人或者房间在这个时间已有安排，请换一个时间", "Somebody who takes part, or the room, is taken at this time")
	ErrSessionNotPlanned = models.NewError(models.CodeConflict, "session.not_planned",
		"这次会面已经登记或者取消了", "This session was recorded or called off")
	ErrSessionNotYet = models.NewError(models.CodeConflict, "session.not_yet", "还没有到开始的时间，不能登记",
		"It has not begun yet")
	ErrSessionTooLate = models.NewError(models.CodeConflict, "session.too_late", "只能登记最近七天内的会面",
		"It was more than a week ago")
)
