package models

import "database/sql/driver"

// Moderation tells whether what somebody published may be shown.
type Moderation string

// The states of a published text. What nobody has objected to is pending and
// is shown; blocked is shown to who is answerable for it and to nobody else.
const (
	ModerationPending Moderation = "pending"
	ModerationPassed  Moderation = "passed"
	ModerationBlocked Moderation = "blocked"
)

var moderationWords = Words[Moderation]{
	{ModerationPending, "正常显示", "Shown"},
	{ModerationPassed, "已审核", "Passed"},
	{ModerationBlocked, "已屏蔽", "Blocked"},
}

// Text gives the plain words of what moderation says of a text.
func (m Moderation) Text() (zh, en string) { return moderationWords.Of(m) }

// All gives every value in order.
func (Moderation) All() []Moderation { return moderationWords.All() }

// Value implements driver.Valuer: a new row is pending.
func (m Moderation) Value() (driver.Value, error) { return m.Code(), nil }

// Code gives the state on the wire.
func (m Moderation) Code() string {
	if m == "" {
		return string(ModerationPending)
	}
	return string(m)
}

// WithheldText stands where a blocked text was, for who must still see the row.
const WithheldText = "（内容已被屏蔽）"
