package models

import "time"

// BanScope is what a ban takes away.
type BanScope string

// The scopes. Neither takes away what the law gives everybody: to see, take
// along and erase one's own data, to appeal, to vote, to ask for mediation.
const (
	BanPosting BanScope = "posting" // 禁言: nothing that others read
	BanAccount BanScope = "account" // 封禁: nothing but one's rights
)

var banScopeWords = Words[BanScope]{
	{BanPosting, "禁言", "no posting"},
	{BanAccount, "封禁", "account suspended"},
}

// Text gives the plain words of a scope.
func (s BanScope) Text() (zh, en string) { return banScopeWords.Of(s) }

// All gives every value in order.
func (BanScope) All() []BanScope { return banScopeWords.All() }

// Bounds of a ban.
const (
	BanDaysMin = 1
	BanDaysMax = 365
)

// Ban keeps a person from something until a time. It ends by the clock, when it
// is lifted, and when the decision it rests on is reversed. The number of the
// person is kept with it, so that a new account of the same human is found.
type Ban struct {
	ID               ID `gorm:"primaryKey"`
	PersonID         ID
	CaseID           ID
	Scope            BanScope `pii:"sensitive"`
	Reason           string   `pii:"words"`
	StartsAt         Instant
	EndsAt           Instant
	ImposedBy        ID
	LiftedAt         *Instant
	LiftedBy         *ID
	LiftReason       string  `pii:"words"`
	CarriedFrom      *ID     // the ban of the person's former account that goes on in this one
	IDNumberSealed   []byte  `gorm:"column:id_number_sealed" pii:"identity"`
	IDNumberIndex    []byte  `gorm:"column:id_number_index" pii:"identity,technical"`
	IDNumberIndexAlt []byte  `gorm:"column:id_number_index_alt" pii:"identity,technical"`
	CreatedAt        Instant `gorm:"autoCreateTime:false"`
}

// Live reports whether the ban holds at now.
func (b Ban) Live(now Instant) bool { return b.LiftedAt == nil && b.StartsAt <= now && now < b.EndsAt }

// Sentence is a ban that a decision is to carry.
type Sentence struct {
	Scope BanScope
	Days  int64
}

// Ends gives the end of a ban that begins at now: whole days.
func (s Sentence) Ends(now Instant) Instant { return now.Add(time.Duration(s.Days) * 24 * time.Hour) }

// Check names what is wrong with a sentence.
func (s Sentence) Check() []FieldError {
	var bad []FieldError
	if zh, _ := s.Scope.Text(); zh == "" {
		bad = append(bad, BodyField("/ban/scope", "enum", "请选择禁言或封禁", "Choose posting or account"))
	}
	if s.Days < BanDaysMin || s.Days > BanDaysMax {
		bad = append(bad, BodyField("/ban/days", "range", "期限应为1至365天", "The term must be 1 to 365 days"))
	}
	return bad
}

// Banned tells until when a person is kept from what; zero: not at all.
type Banned struct {
	PostingUntil Instant
	AccountUntil Instant
	Reason       string // of the ban that ends last
}

// None reports whether nothing is taken away.
func (b Banned) None() bool { return b.PostingUntil == 0 && b.AccountUntil == 0 }

// Posting refuses who may not publish words.
func (b Banned) Posting() error {
	if b.None() {
		return nil
	}
	return ErrBanned.banned(max(b.PostingUntil, b.AccountUntil), b.Reason)
}

// Account refuses who may do nothing but use their rights.
func (b Banned) Account() error {
	if b.AccountUntil == 0 {
		return nil
	}
	return ErrBanned.banned(b.AccountUntil, b.Reason)
}

// ErrBanned is told with the end and the reason.
var ErrBanned = NewError(CodeForbidden, "person.banned", "此账号目前不能进行这项操作", "This account may not do this at present")

func (e *Error) banned(until Instant, reason string) *Error {
	c := *e
	at := until.Time().In(Shanghai)
	if r := []rune(reason); len(r) > 100 { // the rest is in the inbox
		reason = string(r[:100]) + "…"
	}
	c.ZH += "，期限至" + at.Format("2006年1月2日15:04") + "。原因：" + reason + "。如有异议可以申诉"
	c.EN += ", until " + at.Format("2006-01-02 15:04") + " (Beijing time). Reason: " + reason + ". You may appeal"
	return &c
}

// Refusals around bans.
var (
	ErrBanOver = NewError(CodeConflict, "ban.over", "这项限制已经结束", "The ban is over")
	ErrBanSelf = NewError(CodeForbidden, "ban.own", "不能解除对自己的限制", "Nobody lifts their own ban")
)

// NoticeBanLifted tells a person that they may do everything again.
const NoticeBanLifted NoticeKind = "ban.lifted"
