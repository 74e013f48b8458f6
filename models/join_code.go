package models

import (
	"encoding/base32"
	"time"
	"unicode/utf8"
)

// JoinCode is a short code on a board, a door or an invitation, through which
// people find an organization. It is read by everybody and proves nothing: an application
// only says that it came by it.
type JoinCode struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	Code           string `pii:"none"`
	Note           string `pii:"words"` // where it hangs, for those who made it
	CreatedBy      *ID
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	ExpiresAt      Instant
	RevokedAt      *Instant
}

// Bounds of codes.
const (
	JoinCodeLife    = 365 * 24 * time.Hour // the longest
	JoinCodeNoteMax = 50
	JoinCodeLength  = 16
)

var codeAlphabet = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// NewSceneCode makes the text of a code from a secret id: letters and digits that
// nobody mixes up, well within the 32 characters of a scene.
func NewSceneCode(secret ID) string {
	// The fixed bits of the id lie in bytes 6 and 8.
	random := append(append([]byte{}, secret[:6]...), secret[10:14]...)
	return codeAlphabet.EncodeToString(random)
}

// NewJoinCode makes a code that ends at an instant.
func NewJoinCode(o Organization, note string, by ID, ends, now Instant) (JoinCode, error) {
	if err := o.AcceptsApplications(); err != nil {
		return JoinCode{}, err
	}
	var bad []FieldError
	if utf8.RuneCountInString(note) > JoinCodeNoteMax {
		bad = append(bad, BodyField("/note", "length", "备注不能超过50个字", "The note must have at most 50 characters"))
	}
	if ends <= now || ends > now.Add(JoinCodeLife) {
		bad = append(bad, BodyField("/expires_at", "range", "有效期应在一年之内", "The code must end within a year"))
	}
	if len(bad) > 0 {
		return JoinCode{}, ErrInvalid.With(bad...)
	}
	return JoinCode{OrganizationID: o.ID, Note: note, CreatedBy: &by, CreatedAt: now, ExpiresAt: ends}, nil
}

// Live reports whether the code leads anywhere at now.
func (c JoinCode) Live(now Instant) bool { return c.RevokedAt == nil && now < c.ExpiresAt }

// RevokeCode is what is done to a code on a wall.
const RevokeCode = "revoke"

// CodeChoices lists what whoever sees the list of codes may do to one that was revoked at
// an instant, or is not revoked: the list is for those who may.
func CodeChoices(revoked *Instant) Choices {
	if revoked != nil {
		return Choices{}
	}
	return Choices{{Act: RevokeCode}}
}

// ScenePage is the page of the mini-program that a code of a kind opens.
const ScenePage = "pages/organization/join"

// SceneText is what the printed picture says: the page and its scene.
func (c JoinCode) SceneText() string { return ScenePage + "?scene=" + c.Code }

// ErrCodeEnded is a code that ran out or was revoked.
var ErrCodeEnded = NewError(CodeConflict, "code.ended", "这个二维码已失效，请联系张贴的组织",
	"The code has ended: ask the organization that put it up")
