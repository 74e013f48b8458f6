package models

import (
	"fmt"
	"strings"
	"time"
)

// IDNumber is a checked identity number of 18 characters (GB 11643). It prints
// masked, so that a log or an answer cannot show it by accident; Digits gives
// it in clear for sealing and indexing only.
type IDNumber struct{ digits string }

// IDKind tells what card a number belongs to.
type IDKind string

// The kinds that carry an 18-character number.
const (
	IDResident  IDKind = "resident_id"         // 居民身份证
	IDPermit    IDKind = "residence_permit"    // 港澳台居民居住证 (81, 82, 83)
	IDForeigner IDKind = "permanent_residence" // 外国人永久居留身份证 (9…)
)

// Sex by GB/T 2261.1.
type Sex int

// The values that we store; 9 (not stated) is not collected.
const (
	SexUnknown Sex = 0
	SexMale    Sex = 1
	SexFemale  Sex = 2
)

var sexWords = Words[Sex]{
	{SexUnknown, "未填写", "Not told"},
	{SexMale, "男", "Male"},
	{SexFemale, "女", "Female"},
}

// Text gives the plain words of a sex.
func (s Sex) Text() (zh, en string) { return sexWords.Of(s) }

// All gives every value in order.
func (Sex) All() []Sex { return sexWords.All() }

var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idChecks = "10X98765432"

// ParseIDNumber reads an identity number: 18 characters with a right check
// character and a real birth day, or the 15 digits of cards from before 1999,
// which become 18. It is judged in its CodeForm: blanks, hyphens, full-width
// digits and a small x are forgiven. The error says what is wrong and never
// repeats the number.
//
// The county part is not looked up: codes of abolished counties stay on cards
// for a lifetime. Whether the age is plausible is for AgeOn to say.
func ParseIDNumber(s string) (IDNumber, error) {
	s = CodeForm(s)
	if len(s) == 15 {
		if !allDigits(s) {
			return IDNumber{}, fmt.Errorf("15 characters that are not all digits")
		}
		century := "19"
		if s[12:] >= "996" { // set aside for those born before 1900
			century = "18"
		}
		s = s[:6] + century + s[6:]
		s += string(idCheck(s))
	}
	if len(s) != 18 || !allDigits(s[:17]) {
		return IDNumber{}, fmt.Errorf("not 18 characters, 17 digits and a check")
	}
	if idCheck(s[:17]) != s[17] {
		return IDNumber{}, fmt.Errorf("the check character is wrong")
	}
	n := IDNumber{digits: s}
	province := s[:2]
	if n.Kind() == IDForeigner {
		province = s[1:3] // 9, province, nationality
	}
	if !provinceCode(province) {
		return IDNumber{}, fmt.Errorf("the province code does not exist")
	}
	if t, err := time.Parse("20060102", s[6:14]); err != nil || t.Year() < 1800 {
		return IDNumber{}, fmt.Errorf("the birth day is not a real day")
	}
	return n, nil
}

func idCheck(first17 string) byte {
	sum := 0
	for i, w := range idWeights {
		sum += int(first17[i]-'0') * w
	}
	return idChecks[sum%11]
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func provinceCode(s string) bool {
	switch s[0] {
	case '1', '2':
		return s[1] >= '1' && (s[0] == '1' && s[1] <= '5' || s[0] == '2' && s[1] <= '3')
	case '3':
		return s[1] >= '1' && s[1] <= '7'
	case '4':
		return s[1] >= '1' && s[1] <= '6'
	case '5':
		return s[1] <= '4'
	case '6':
		return s[1] >= '1' && s[1] <= '5'
	case '7':
		return s[1] == '1'
	case '8':
		return s[1] >= '1' && s[1] <= '3'
	}
	return false
}

// IsZero reports whether there is no number.
func (n IDNumber) IsZero() bool { return n.digits == "" }

// Digits gives the number in clear. It may go into a seal or a blind index and
// nowhere else.
func (n IDNumber) Digits() string { return n.digits }

// Kind tells the card by the first digits.
func (n IDNumber) Kind() IDKind {
	switch {
	case strings.HasPrefix(n.digits, "9"):
		return IDForeigner
	case strings.HasPrefix(n.digits, "81"), strings.HasPrefix(n.digits, "82"), strings.HasPrefix(n.digits, "83"):
		return IDPermit
	}
	return IDResident
}

// BirthDay gives digits 7–14.
func (n IDNumber) BirthDay() Day {
	if n.IsZero() {
		return ""
	}
	return Day(n.digits[6:10] + "-" + n.digits[10:12] + "-" + n.digits[12:14])
}

// Sex gives male for an odd 17th digit.
func (n IDNumber) Sex() Sex {
	switch {
	case n.IsZero():
		return SexUnknown
	case (n.digits[16]-'0')%2 == 1:
		return SexMale
	}
	return SexFemale
}

// Area gives the county code (6 digits) where the card was first issued; empty
// for foreigners, whose card has none.
func (n IDNumber) Area() string {
	if n.IsZero() || n.Kind() == IDForeigner {
		return ""
	}
	return n.digits[:6]
}

// Masked keeps the first two and the last two characters.
func (n IDNumber) Masked() string {
	if n.IsZero() {
		return ""
	}
	return n.digits[:2] + strings.Repeat("*", 14) + n.digits[16:]
}

// String is Masked.
func (n IDNumber) String() string { return n.Masked() }

// GoString is Masked, for %#v.
func (n IDNumber) GoString() string { return n.Masked() }

// MarshalText is Masked, for JSON and logs.
func (n IDNumber) MarshalText() ([]byte, error) { return []byte(n.Masked()), nil }

// WithIDCheck completes 17 digits by their check character; for made-up numbers.
func WithIDCheck(first17 string) string { return first17 + string(idCheck(first17)) }

// Limits of a list of identities that an authority gives: rows, and characters
// of the words about where it comes from.
const (
	ImportRowsMax   = 500
	ImportSourceMax = 80
)
