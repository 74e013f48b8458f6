package models

import (
	"math/big"
	"strings"
	"time"
)

// A person shows a code (个人码) to whoever is to name them: to a founder, an
// inviter, an officer. It stands for an id that nobody can read out or type.
const (
	PersonCodeLength = 8
	PersonCodeLife   = 5 * time.Minute
)

// personCodeSigns are digits and letters that cannot be taken for one another on
// a small screen or over the telephone: neither 0 and O, 1, I and L, 2 and Z, 5
// and S, 8 and B, nor U and V.
const personCodeSigns = "34679ACDEFGHJKMNPQRTWXY"

// NewPersonCode makes a code from a secret id, which is random. There are some
// 78 thousand million of them.
func NewPersonCode(random ID) string {
	n, base, sign := new(big.Int).SetBytes(random[:]), big.NewInt(int64(len(personCodeSigns))), new(big.Int)
	code := make([]byte, PersonCodeLength)
	for i := range code {
		n.DivMod(n, base, sign)
		code[i] = personCodeSigns[sign.Int64()]
	}
	return string(code)
}

// CleanPersonCode reads a code as people type it: in small letters, wide ones,
// with spaces or dashes. It is empty for what can be none.
func CleanPersonCode(typed string) string {
	code := CodeForm(typed)
	if len(code) != PersonCodeLength || strings.Trim(code, personCodeSigns) != "" {
		return ""
	}
	return code
}

// ErrPersonCode is one answer for a code that is wrong, over, used or replaced,
// so that who guesses learns nothing.
var ErrPersonCode = NewError(CodeConflict, "person_code.invalid",
	"这个码不对、已过期或已经用过，请对方在“我的—个人码”里重新出示", "The code is wrong, has ended or was used; ask for a new one")
