package models

import (
	"database/sql/driver"
	"unicode/utf8"
)

// ShownAs is how the holder of an office is shown to everybody on the public card of
// the organization. Nobody is shown who has not said so.
type ShownAs string

// The ways.
const (
	ShownToNobody   ShownAs = "nobody"
	ShownByNickname ShownAs = "nickname"
	ShownByName     ShownAs = "name" // as the identity was verified
)

var shownAsWords = Words[ShownAs]{
	{ShownToNobody, "不公开", "Not shown"},
	{ShownByNickname, "公开昵称", "By nickname"},
	{ShownByName, "公开真实姓名", "By real name"},
}

// Text gives the plain words of a way.
func (s ShownAs) Text() (zh, en string) { return shownAsWords.Or(s, ShownToNobody) }

// All gives every value in order.
func (ShownAs) All() []ShownAs { return shownAsWords.All() }

// Value implements driver.Valuer: a new holder is shown to nobody.
func (s ShownAs) Value() (driver.Value, error) {
	if s == "" {
		return string(ShownToNobody), nil
	}
	return string(s), nil
}

// HeadWords gives what the head of an organization of this kind is called.
func (k OrganizationKind) HeadWords() (zh, en string) {
	if words := k.Policy().HeadText; words[0] != "" {
		return words[0], words[1]
	}
	return k.Head().Text()
}

// CardChange changes the card of an organization; what is nil stays.
type CardChange struct {
	Address, ServicePhone *string
	Picture               *ID // an uploaded picture
	ClearPicture          bool
}

// CardAddressMax bounds where an organization is, in characters.
const CardAddressMax = 100

// Check tells what is wrong with a card.
func (c CardChange) Check() []FieldError {
	var bad []FieldError
	if c.Address != nil && utf8.RuneCountInString(*c.Address) > CardAddressMax {
		bad = append(bad, BodyField("/address", "length", "地址不能超过100个字", "An address has at most 100 characters"))
	}
	if c.ServicePhone != nil && *c.ServicePhone != "" && !IsServicePhone(*c.ServicePhone) {
		bad = append(bad, BodyField("/service_phone", "phone", "请填写办公电话，例如 0575-85112345",
			"A telephone of the office, digits with - or blanks"))
	}
	return bad
}

// ErrNotShown refuses to show who is in a Party branch: membership of the Party is
// political identity.
var ErrNotShown = NewError(CodeConflict, "office.not_shown", "党支部的任职情况不对外公开",
	"Who is in a Party branch is shown to nobody outside")
