package models

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"
)

// SceneKind tells where a scanned code leads.
type SceneKind string

// Kinds of scenes. Codes of SceneJoin, SceneSignIn and SceneCase have tables of their own
// (JoinCode, Pairing, dispute.Invitation), the others are SceneCode.
const (
	SceneJoin              SceneKind = "join"
	SceneCheckIn           SceneKind = "check_in" // at the door of an activity
	ScenePoll              SceneKind = "poll"
	SceneOrganizationBoard SceneKind = "organization_board" // at the gate of a site: what to do here
	SceneCommitteeBoard    SceneKind = "committee_board"
	SceneDesk              SceneKind = "desk" // an officer's screen, for the person who is present
	SceneSignIn            SceneKind = "sign_in"
	SceneCase              SceneKind = "case" // an invitation to be a party (dispute.Invitation)
)

var sceneKindWords = Words[SceneKind]{
	{SceneJoin, "申请加入", "Join"},
	{SceneCheckIn, "活动签到", "Check in at an activity"},
	{ScenePoll, "投票", "Poll"},
	{SceneOrganizationBoard, "组织公示牌", "Board of an organization"},
	{SceneCommitteeBoard, "调解公示牌", "Board of a committee"},
	{SceneDesk, "确认代办", "Confirm assistance"},
	{SceneSignIn, "在电脑上登录", "Sign in to a browser"},
	{SceneCase, "参加调解", "Take part in a mediation"},
}

// Text gives the plain words of a kind.
func (k SceneKind) Text() (zh, en string) { return sceneKindWords.Of(k) }

// All gives every value in order.
func (SceneKind) All() []SceneKind { return sceneKindWords.All() }

var scenePages = map[SceneKind]string{
	SceneJoin: ScenePage, SceneCheckIn: "pages/activity/check-in", ScenePoll: "pages/poll/poll",
	SceneOrganizationBoard: "pages/organization/board", SceneCommitteeBoard: "pages/committee/board",
	SceneDesk: "pages/desk/confirm", SceneSignIn: PairingPage, SceneCase: CasePage,
}

// CasePage is the page of the mini-program that an invitation to a case opens: the one on
// which every code lands.
const CasePage = ScenePage

// Page is the page of the mini-program that a code of the kind opens.
func (k SceneKind) Page() string { return scenePages[k] }

// CaseCodeHash is what is kept of a code into a case. The code has 80 random bits, so that
// its plain hash cannot be searched.
func CaseCodeHash(code string) string {
	sum := sha256.Sum256([]byte("case:" + NormalScene(code)))
	return hex.EncodeToString(sum[:])
}

// SceneCode is a code on a door, a board or a screen that leads to a subject of its kind.
// Like a JoinCode it is read by everybody and proves nothing: who scans it sees and does
// there what they may without it.
type SceneCode struct {
	ID        ID        `gorm:"primaryKey"`
	Kind      SceneKind `pii:"none"`
	SubjectID ID
	Code      string `pii:"none"`
	Note      string `pii:"words"` // where it hangs, for those who made it
	CreatedBy *ID
	CreatedAt Instant `gorm:"autoCreateTime:false"`
	ExpiresAt Instant
	RevokedAt *Instant
}

// DeskCodeLife is the longest life of a code on an officer's screen.
const DeskCodeLife = 30 * time.Minute

// NewSceneCodeFor makes a code of a subject that ends at an instant, under the rules of
// join codes.
func NewSceneCodeFor(kind SceneKind, subject ID, note string, by ID, ends, now Instant) (SceneCode, error) {
	longest := JoinCodeLife
	if kind == SceneDesk {
		longest = DeskCodeLife
	}
	var bad []FieldError
	if utf8.RuneCountInString(note) > JoinCodeNoteMax {
		bad = append(bad, BodyField("/note", "length", "备注不能超过50个字", "The note must have at most 50 characters"))
	}
	if ends <= now || ends > now.Add(longest) {
		bad = append(bad, BodyField("/expires_at", "range", "有效期应在一年之内，代办码在30分钟之内",
			"The code must end within a year, one of a desk within 30 minutes"))
	}
	if len(bad) > 0 {
		return SceneCode{}, ErrInvalid.With(bad...)
	}
	return SceneCode{Kind: kind, SubjectID: subject, Note: note, CreatedBy: &by, CreatedAt: now, ExpiresAt: ends}, nil
}

// Live reports whether the code leads anywhere at now.
func (c SceneCode) Live(now Instant) bool { return c.RevokedAt == nil && now < c.ExpiresAt }

// SceneText is what the picture says: the page and its scene.
func (c SceneCode) SceneText() string { return c.Kind.Page() + "?scene=" + c.Code }

// NormalScene gives a scene as it is looked for: people type it, too.
func NormalScene(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Scene is what a code leads to: never more than whoever scans it may see anyway.
type Scene struct {
	Kind           SceneKind
	Code           string
	SubjectID      ID     // zero where the code itself is all
	SubjectText    string // title or name; empty where there is none
	OrganizationID *ID
	ExpiresAt      Instant
}
