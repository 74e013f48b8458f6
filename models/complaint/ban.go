package complaint

import (
	"time"

	"xinjumin/models"
)

// BanScope is what a ban takes away.
type BanScope string

// The scopes. Neither takes away what the law gives everybody: to see, take
// along and erase one's own data, to appeal, to vote, to ask for mediation.
const (
	BanPosting BanScope = "posting" // 禁言: nothing that others read
	BanAccount BanScope = "account" // 封禁: nothing but one's rights
)

var banScopeWords = models.Words[BanScope]{
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
	ID               models.ID `gorm:"primaryKey"`
	PersonID         models.ID
	CaseID           models.ID
	Scope            BanScope `pii:"sensitive"`
	Reason           string   `pii:"words"`
	StartsAt         models.Instant
	EndsAt           models.Instant
	ImposedBy        models.ID
	LiftedAt         *models.Instant
	LiftedBy         *models.ID
	LiftReason       string         `pii:"words"`
	CarriedFrom      *models.ID     // the ban of the person's former account that goes on in this one
	IDNumberSealed   []byte         `gorm:"column:id_number_sealed" pii:"identity"`
	IDNumberIndex    []byte         `gorm:"column:id_number_index" pii:"identity,technical"`
	IDNumberIndexAlt []byte         `gorm:"column:id_number_index_alt" pii:"identity,technical"`
	CreatedAt        models.Instant `gorm:"autoCreateTime:false"`
}

// Live reports whether the ban holds at now.
func (b Ban) Live(now models.Instant) bool {
	return b.LiftedAt == nil && b.StartsAt <= now && now < b.EndsAt
}

// Sentence is a ban that a decision is to carry.
type Sentence struct {
	Scope BanScope
	Days  int64
}

// Ends gives the end of a ban that begins at now: whole days.
func (s Sentence) Ends(now models.Instant) models.Instant {
	return now.Add(time.Duration(s.Days) * 24 * time.Hour)
}

// Check names what is wrong with a sentence.
func (s Sentence) Check() []models.FieldError {
	var bad []models.FieldError
	if zh, _ := s.Scope.Text(); zh == "" {
		bad = append(bad, models.BodyField("/ban/scope", "enum", "请选择禁言或封禁", "Choose posting or account"))
	}
	if s.Days < BanDaysMin || s.Days > BanDaysMax {
		bad = append(bad, models.BodyField("/ban/days", "range", "期限应为1至365天", "The term must be 1 to 365 days"))
	}
	return bad
}

// Refusals around bans.
var (
	ErrBanOver = models.NewError(models.CodeConflict, "ban.over", "这项限制已经结束", "The ban is over")
	ErrBanSelf = models.NewError(models.CodeForbidden, "ban.own", "不能解除对自己的限制", "Nobody lifts their own ban")
)

// NoticeBanLifted tells a person that they may do everything again.
const NoticeBanLifted models.NoticeKind = "ban.lifted"
