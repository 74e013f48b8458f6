package models

import (
	"time"
	"unicode/utf8"
)

// AnnouncementState is where an announcement stands.
type AnnouncementState string

// The states.
const (
	AnnouncementPublished AnnouncementState = "published"
	AnnouncementRetracted AnnouncementState = "retracted"
)

var announcementStateWords = Words[AnnouncementState]{
	{AnnouncementPublished, "已发布", "Published"},
	{AnnouncementRetracted, "已撤回", "Retracted"},
}

// Text gives the plain words of a state.
func (s AnnouncementState) Text() (zh, en string) {
	return announcementStateWords.Or(s, AnnouncementPublished)
}

// All gives every value in order.
func (AnnouncementState) All() []AnnouncementState { return announcementStateWords.All() }

// Announcement is what an organization tells its members, and nobody else.
type Announcement struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	AuthorID       *ID
	State          AnnouncementState `pii:"none"`
	Title          string            `pii:"words"`
	Body           string            `pii:"words"`
	Moderation     Moderation        `pii:"none"`
	ToldCount      int64             // into how many inboxes it went
	AnnouncedOn    Day
	NoOfDay        int64 // 1, 2, 3 … of the organization on this day
	RetractedBy    *ID
	RetractedAt    *Instant
	RetractReason  string `pii:"words"`
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// AnnouncementRead is a receipt: a person has opened an announcement.
type AnnouncementRead struct {
	AnnouncementID ID `gorm:"primaryKey"`
	PersonID       ID `gorm:"primaryKey"`
	ReadAt         Instant
}

// AnnouncementView is an announcement as somebody sees it: whether they have
// read it and, for those who may announce, how many have.
type AnnouncementView struct {
	Announcement
	ReadAt    *Instant
	ReadCount *int64  `gorm:"-"`
	Blocked   string  `gorm:"-"` // why, for those who announce; empty when it is not
	Choices   Choices `gorm:"-"`
}

// TableName tells the mapper where the embedded row lives.
func (AnnouncementView) TableName() string { return "announcements" }

// Limits of announcements.
const (
	AnnouncementTitleMax = 60
	AnnouncementTextMax  = 2000
	AnnouncementsPerDay  = 5 // of one organization
)

// AnnouncementRoles are the offices that announce.
func AnnouncementRoles() []Role { return append(HeadRoles(), RoleSecretaryGeneral, RoleOrganizer) }

// Announce writes an announcement of an organization. Id and number of the day are set by
// the caller, who holds the lock of the organization's row.
func Announce(o Organization, title, body string, by ID, now Instant) (Announcement, error) {
	if err := o.May(MayAnnounce); err != nil {
		return Announcement{}, err
	}
	var bad []FieldError
	if n := utf8.RuneCountInString(title); n < 1 || n > AnnouncementTitleMax {
		bad = append(bad, BodyField("/title", "length", "请填写标题，不超过60个字", "Give a title of at most 60 characters"))
	}
	if n := utf8.RuneCountInString(body); n < 1 || n > AnnouncementTextMax {
		bad = append(bad, BodyField("/text", "length", "请填写内容，不超过2000个字", "Write a text of at most 2000 characters"))
	}
	if len(bad) > 0 {
		return Announcement{}, ErrInvalid.With(bad...)
	}
	return Announcement{
		OrganizationID: o.ID, AuthorID: &by, State: AnnouncementPublished, Title: title, Body: body,
		AnnouncedOn: DayOf(now), Version: 1, CreatedAt: now, UpdatedAt: now,
	}, nil
}

// Retract takes it back with a reason that members read in its place.
func (a Announcement) Retract(by ID, reason string, now Instant) (Announcement, error) {
	if err := a.MayRetract(); err != nil {
		return a, err
	}
	if err := CheckReason(reason); err != nil {
		return a, err
	}
	a.State, a.RetractedBy, a.RetractedAt, a.RetractReason, a.UpdatedAt = AnnouncementRetracted, &by, &now, reason, now
	a.Version++
	return a, nil
}

// For gives the announcement as a reader may see it: of what was retracted its
// title and why.
func (a Announcement) For(announces bool) Announcement {
	if a.State == AnnouncementRetracted && !announces {
		a.Body = ""
	}
	return a
}

// Refusals around announcements.
var (
	ErrAnnouncementRetracted = NewError(CodeConflict, "announcement.retracted", "这条通知已经撤回",
		"The announcement has been retracted")
	ErrAnnouncementLimit = NewError(CodeTooMany, "announcement.daily_limit", "本组织今天已发5条通知，请明天再发",
		"The organization has announced five times today").After(24 * time.Hour)
)

// NoticeAnnouncement tells members that their organization has announced something.
const NoticeAnnouncement NoticeKind = "announcement.published"
