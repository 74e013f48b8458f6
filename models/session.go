package models

import "time"

// Lives of the tokens (design: access short, refresh slides).
const (
	AccessLife   = 10 * time.Minute
	RefreshLife  = 14 * 24 * time.Hour
	RefreshGrace = 10 * time.Second // a lost answer may be asked for again
	ClockLeeway  = 30 * time.Second
	SessionLimit = 20 // live sessions of one person; the oldest gives way
	DeviceMax    = 50 // characters of a device name
	FreshLife    = 5 * time.Minute
	BrowserLife  = 8 * time.Hour // of a session in a browser, however much it is used
	BrowserIdle  = 30 * time.Minute
)

// Session is one sign-in on one device: the family of all refresh tokens that
// follow from it, and the row that every access token names.
type Session struct {
	ID           ID `gorm:"primaryKey"`
	PersonID     ID
	IdentityID   *ID // WeChat identity that signed in
	Epoch        int64
	Device       string      `pii:"trace"`
	Kind         SessionKind `pii:"trace"`
	CreatedAt    Instant     `gorm:"autoCreateTime:false"`
	LastUsedAt   Instant
	ExpiresAt    Instant
	RevokedAt    *Instant
	RevokeReason RevokeReason `pii:"none"`
}

// SessionKind tells where a session was begun, and so how long it lasts.
type SessionKind string

// Kinds of sessions.
const (
	SessionWeChat  SessionKind = "wechat"
	SessionBrowser SessionKind = "browser" // let in by a phone, see Pairing
)

var sessionKindWords = Words[SessionKind]{
	{SessionWeChat, "手机小程序", "Mini-program"},
	{SessionBrowser, "电脑浏览器", "Browser"},
}

// Text gives the plain words of a kind.
func (k SessionKind) Text() (zh, en string) { return sessionKindWords.Of(k) }

// All gives every value in order.
func (SessionKind) All() []SessionKind { return sessionKindWords.All() }

// EndsAt is when the session ends if it is not used after now: a browser after
// BrowserIdle, and BrowserLife after its sign-in at the latest.
func (s Session) EndsAt(now Instant) Instant {
	if s.Kind == SessionBrowser {
		return min(now.Add(BrowserIdle), s.CreatedAt.Add(BrowserLife))
	}
	return now.Add(RefreshLife)
}

// RevokeReason tells why a session ended before its time.
type RevokeReason string

// Reasons of revocation.
const (
	RevokeLogout RevokeReason = "logout"
	RevokeUser   RevokeReason = "revoked" // ended from another device
	RevokeReuse  RevokeReason = "reuse"   // an old refresh token came back
	RevokeLimit  RevokeReason = "limit"
)

var revokeReasonWords = Words[RevokeReason]{
	{RevokeLogout, "本人退出", "Logged out"},
	{RevokeUser, "从另一台设备退出", "Ended from another device"},
	{RevokeReuse, "凭证被重复使用，安全退出", "An old token came back"},
	{RevokeLimit, "登录设备过多", "Too many devices"},
	{RevokeClosed, "账号注销", "The account was closed"},
}

// Text gives the plain words of why a session ended.
func (r RevokeReason) Text() (zh, en string) { return revokeReasonWords.Of(r) }

// All gives every value in order.
func (RevokeReason) All() []RevokeReason { return revokeReasonWords.All() }

// Live reports whether the session may act at now, given the person's epoch.
func (s Session) Live(now Instant, epoch int64) bool {
	return s.RevokedAt == nil && now < s.ExpiresAt && s.Epoch >= epoch
}

// Fresh refuses the most dangerous acts (opening what is sealed, exporting,
// giving away an account) in a session that was not signed in just now: who has
// only stolen its tokens cannot sign in again. A refresh does not make a
// session fresh.
func (a Actor) Fresh(now Instant) error {
	if now >= a.SessionStartedAt.Add(FreshLife) {
		return ErrSessionNotFresh
	}
	return nil
}

// RefreshToken is one opaque token of a session, by its hash only. UsedAt is
// set when it was exchanged for its successor.
type RefreshToken struct {
	Hash      []byte `gorm:"primaryKey" pii:"trace,technical"`
	SessionID ID
	CreatedAt Instant `gorm:"autoCreateTime:false"`
	ExpiresAt Instant
	UsedAt    *Instant
}

// NoticeSessionReused warns that an old refresh token came back: either a
// broken client, or somebody has a copy.
const NoticeSessionReused NoticeKind = "session.reused"

// Refusals of sign-in and sessions.
var (
	ErrCodeInvalid = NewError(CodeUnauthenticated, "auth.code_invalid", "登录已失效，请重新进入小程序",
		"The sign-in code is not valid; call wx.login again")
	ErrSignInBlocked = NewError(CodeForbidden, "auth.blocked", "微信暂时限制了此账号登录，请稍后再试",
		"WeChat blocks this account for now")
	ErrSignInTooOften = NewError(CodeTooMany, "auth.too_often", "登录太频繁，请稍后再试",
		"Too many sign-ins, wait a moment").After(time.Minute)
	ErrWeChatDown = NewError(CodeUnavailable, "auth.wechat_unavailable", "微信登录暂时不可用，请稍后再试",
		"WeChat sign-in is not available, try again").After(3 * time.Second)
	ErrTokenInvalid = NewError(CodeUnauthenticated, "auth.token_invalid", "登录已过期，请重新登录",
		"The access token is not valid or has expired")
	ErrSessionEnded   = NewError(CodeUnauthenticated, "auth.session_ended", "登录已失效，请重新登录", "The session has ended")
	ErrRefreshInvalid = NewError(CodeUnauthenticated, "auth.refresh_invalid", "登录已失效，请重新登录",
		"The refresh token is not valid")
	ErrSessionNotFresh = NewError(CodeForbidden, "session.not_fresh", "为保护信息安全，请重新登录后在5分钟内操作",
		"Sign in again; this must be done within five minutes of signing in")
	ErrSessionUnknown = NewError(CodeNotFound, "session.not_found", "没有找到这个登录记录", "No such session")
)
