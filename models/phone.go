package models

import (
	"errors"
	"strings"
	"time"
)

// Phone is a phone number that WeChat vouched for. It prints masked, so that a
// log or an answer cannot show it by accident; Number gives it in clear for
// sealing and indexing only.
type Phone struct{ country, national string }

var errPhone = errors.New("not a phone number")

// NewPhone takes a country code such as 86 and the number inside the country, each
// in its CodeForm.
// The error never repeats them.
func NewPhone(country, national string) (Phone, error) {
	country, national = strings.TrimPrefix(CodeForm(country), "+"), CodeForm(national)
	ok := allDigits(country) && allDigits(national) && country != "" && country[0] != '0' &&
		len(country) <= 4 && len(national) >= 5 && len(national) <= 15
	if ok && country == "86" {
		ok = len(national) == 11 && national[0] == '1'
	}
	if !ok {
		return Phone{}, errPhone
	}
	return Phone{country, national}, nil
}

// ParsePhone reads what Number gave.
func ParsePhone(s string) (Phone, error) {
	country, national, _ := strings.Cut(s, " ")
	return NewPhone(country, national)
}

// IsZero reports whether there is no number.
func (p Phone) IsZero() bool { return p.national == "" }

// Number gives the number in clear, "+86 15612345677": one spelling for one
// number. It may go into a seal or a blind index and nowhere else.
func (p Phone) Number() string {
	if p.IsZero() {
		return ""
	}
	return "+" + p.country + " " + p.national
}

// Masked keeps the first three and the last two digits, fewer of a short
// number: 156******77.
func (p Phone) Masked() string {
	n := len(p.national)
	switch {
	case n == 0:
		return ""
	case n < 9:
		return p.national[:2] + strings.Repeat("*", n-3) + p.national[n-1:]
	}
	return p.national[:3] + strings.Repeat("*", n-5) + p.national[n-2:]
}

// String is Masked.
func (p Phone) String() string { return p.Masked() }

// GoString is Masked, for %#v.
func (p Phone) GoString() string { return p.Masked() }

// MarshalText is Masked, for JSON and logs.
func (p Phone) MarshalText() ([]byte, error) { return []byte(p.Masked()), nil }

// What a person is told about the own phone number.
const (
	NoticePhoneBound   NoticeKind = "phone.bound"
	NoticePhoneRemoved NoticeKind = "phone.removed"
)

// Refusals around phone numbers.
var (
	ErrPhoneTaken = NewError(CodeConflict, "phone.taken", "该手机号无法绑定到此账号，如是您本人的号码，请带身份证到现居住地的新居民服务站，找协管员核实",
		"This phone number cannot be bound to this account; ask the officer of your community")
	ErrPhoneCode = NewError(CodeConflict, "phone.code_invalid", "手机号验证已失效，请重新点击获取手机号",
		"The phone number code is not valid; ask for the number again")
	ErrPhoneTooOften = NewError(CodeTooMany, "phone.too_often", "获取手机号太频繁，请稍后再试",
		"Too many phone numbers were asked for, wait a moment").After(time.Minute)
	ErrPhoneDown = NewError(CodeUnavailable, "phone.wechat_unavailable", "暂时无法从微信获取手机号，请稍后再试",
		"WeChat cannot give the phone number now, try again").After(3 * time.Second)
)
