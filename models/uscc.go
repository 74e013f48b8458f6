package models

import (
	"fmt"
	"strings"
)

// The unified social credit code (GB 32100-2015): 18 characters of an alphabet
// without I, O, S, V and Z. Characters 9 to 17 are the code of GB 11714 with a
// check of its own, the last one checks the whole.
const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var (
	usccWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	orgWeights  = [8]int{3, 7, 9, 10, 5, 8, 4, 2}
)

// ParseUSCC reads a unified social credit code in its CodeForm: blanks, hyphens,
// full-width and small letters are forgiven. The error is for what can be no such code. exact tells
// whether both check characters hold: some of the earliest codes were issued
// with wrong ones, so such a code is kept, but nothing may be concluded from it.
func ParseUSCC(s string) (code string, exact bool, err error) {
	s = CodeForm(s)
	if len(s) != 18 {
		return "", false, fmt.Errorf("not 18 characters")
	}
	for i := range len(s) {
		if strings.IndexByte(usccAlphabet, s[i]) < 0 {
			return "", false, fmt.Errorf("a character outside the alphabet")
		}
	}
	if !allDigits(s[2:8]) {
		return "", false, fmt.Errorf("the division is not six digits")
	}
	return s, s[16] == orgCheck(s[8:16]) && s[17] == usccCheck(s[:17]), nil
}

// WithUSCCChecks completes the 16 characters before the check characters; for
// made-up codes.
func WithUSCCChecks(first16 string) string {
	s := first16 + string(orgCheck(first16[8:]))
	return s + string(usccCheck(s))
}

func usccCheck(first17 string) byte {
	sum := 0
	for i, w := range usccWeights {
		sum += strings.IndexByte(usccAlphabet, first17[i]) * w
	}
	return usccAlphabet[(31-sum%31)%31]
}

func orgCheck(first8 string) byte {
	sum := 0
	for i, w := range orgWeights {
		v := int(first8[i] - '0')
		if first8[i] >= 'A' {
			v = int(first8[i]-'A') + 10
		}
		sum += v * w
	}
	switch c := 11 - sum%11; c {
	case 10:
		return 'X'
	case 11:
		return '0'
	default:
		return byte('0' + c)
	}
}
