package models

import (
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"time"
)

// Lives around signing in to a browser (docs/decisions/0044-signing-in-to-a-browser.md).
const (
	PairingLife      = 3 * time.Minute // from the code on the screen to the word on the phone
	PairingClaimLife = time.Minute     // from that word to the browser that takes up its session
	PairingTries     = 3               // wrong digits that end a pairing
	PairingPoll      = 3 * time.Second // how often a browser asks
)

// Pairing is a browser that waits to be signed in by a phone. The browser shows a code,
// which the phone scans, and two digits, which the person reads there and types: whoever
// is only sent the code does not see them.
type Pairing struct {
	ID         ID           `gorm:"primaryKey"`
	Code       string       `pii:"none"` // the scene that the picture says
	SecretHash []byte       `pii:"none,technical"`
	Digits     string       `pii:"none,technical"`
	Device     string       `pii:"trace"` // what the browser called itself
	State      PairingState `pii:"none"`
	WrongTries int
	CreatedAt  Instant `gorm:"autoCreateTime:false"`
	ExpiresAt  Instant
	PersonID   *ID   // who has confirmed
	Epoch      int64 // of that person then: who signs out everywhere ends this, too
}

// PairingState is how far a pairing has come.
type PairingState string

// States of a pairing.
const (
	PairingWaiting   PairingState = "waiting"
	PairingConfirmed PairingState = "confirmed"
	PairingClaimed   PairingState = "claimed" // the browser has its session
	PairingRefused   PairingState = "refused"
	PairingBurned    PairingState = "burned" // by wrong digits
)

var pairingStateWords = Words[PairingState]{
	{PairingWaiting, "等待扫码确认", "Waits to be confirmed"},
	{PairingConfirmed, "已确认", "Confirmed"},
	{PairingClaimed, "已登录", "Signed in"},
	{PairingRefused, "已拒绝", "Refused"},
	{PairingBurned, "数字输错，已作废", "Ended by wrong digits"},
}

// Text gives the plain words of a state.
func (s PairingState) Text() (zh, en string) { return pairingStateWords.Of(s) }

// All gives every value in order.
func (PairingState) All() []PairingState { return pairingStateWords.All() }

// NewPairingDigits makes the two digits from a secret id, which is random.
func NewPairingDigits(random ID) string {
	return fmt.Sprintf("%02d", binary.BigEndian.Uint32(random[:4])%100)
}

// PairingPage is the page of the mini-program that the code of a pairing opens.
const PairingPage = "pages/sign-in/confirm"

// SceneText is what the picture says: the page and its scene.
func (p Pairing) SceneText() string { return PairingPage + "?scene=" + p.Code }

// Waits reports whether a phone may still confirm at now.
func (p Pairing) Waits(now Instant) bool { return p.State == PairingWaiting && now < p.ExpiresAt }

// Shows reports whether the browser shows these digits.
func (p Pairing) Shows(digits string) bool {
	return subtle.ConstantTimeCompare([]byte(p.Digits), []byte(digits)) == 1
}

// ConfirmedBy reports whether this person has confirmed and the browser may still come.
func (p Pairing) ConfirmedBy(person ID, now Instant) bool {
	return p.State == PairingConfirmed && p.PersonID != nil && *p.PersonID == person && now < p.ExpiresAt
}

// MayPair refuses a session that may not let a browser in: only a phone does, and it
// must have signed in just now. A browser that could would prolong itself for ever; and
// what a thief of tokens opened by an old session would count as fresh (Fresh).
func (s Session) MayPair(a Actor, now Instant) error {
	if s.Kind != SessionWeChat {
		return ErrPairingPhoneOnly
	}
	return a.Fresh(now)
}

// NoticeSessionBrowser tells a person that a browser has signed in with their word.
const NoticeSessionBrowser NoticeKind = "session.browser"

// Refusals around pairings.
var (
	// ErrPairingOver is one answer for a pairing that never was, is over, used or burned, and
	// for a wrong secret, so that who guesses learns nothing.
	ErrPairingOver = NewError(CodeConflict, "pairing.over", "登录二维码已失效，请在电脑上刷新后重新扫码",
		"The pairing is over: show a new code in the browser and scan it")
	// ErrPairingRefused is for the browser that has the secret.
	ErrPairingRefused = NewError(CodeConflict, "pairing.refused", "手机上选择了不登录；要登录请刷新后重新扫码",
		"The phone has refused: to sign in, show a new code and scan it")
	ErrPairingDigits = NewError(CodeConflict, "pairing.digits", "数字不对，请看电脑屏幕上显示的两位数字；输错三次需重新扫码",
		"These are not the two digits that the browser shows; three wrong tries end the code")
	ErrPairingPhoneOnly = NewError(CodeForbidden, "pairing.phone_only", "请用手机上的小程序确认，电脑上的登录不能再确认别的电脑",
		"Confirm on the phone: a session in a browser lets no other browser in")
)
