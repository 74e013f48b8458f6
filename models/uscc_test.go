package models

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseUSCC(t *testing.T) {
	for _, good := range []string{"91350100M000100Y43", "91110108551385082Q", "51330602MJ0000018H",
		"81330681MJ0000018U", "59330603MJ00000187", " 91350100m000100y43 "} {
		if code, exact, err := ParseUSCC(good); err != nil || !exact ||
			code != strings.ToUpper(strings.TrimSpace(good)) {
			t.Errorf("%q: %q %v %v", good, code, exact, err)
		}
	}
	for _, bad := range []string{"", "91350100M000100Y4", "91350100M000100Y433", "91350100I000100Y43",
		"91350100M000100YO3", "9135O100M000100Y43", "91A50100M000100Y43", "91350100M000100Y4-", "９1350100M000100Y4Ｏ"} {
		if code, _, err := ParseUSCC(bad); err == nil {
			t.Errorf("%q is taken as %q", bad, code)
		}
	}
}

// Made-up codes hold, and every change of one character is seen, whichever of
// the two checks it hits.
func TestUSCC_checksSeeEveryOneCharacterError(t *testing.T) {
	alphabet := rapid.SampledFrom([]byte(usccAlphabet))
	digits := rapid.SampledFrom([]byte("0123456789"))
	rapid.Check(t, func(r *rapid.T) {
		first := string(rapid.SliceOfN(alphabet, 2, 2).Draw(r, "kind")) +
			string(rapid.SliceOfN(digits, 6, 6).Draw(r, "division")) +
			string(rapid.SliceOfN(alphabet, 8, 8).Draw(r, "body"))
		code := WithUSCCChecks(first)
		if _, exact, err := ParseUSCC(code); err != nil || !exact {
			r.Fatalf("%s does not hold: %v", code, err)
		}
		i := rapid.IntRange(0, 17).Draw(r, "place")
		set := alphabet
		if i >= 2 && i < 8 {
			set = digits
		}
		c := set.Filter(func(c byte) bool { return c != code[i] }).Draw(r, "character")
		wrong := code[:i] + string(c) + code[i+1:]
		if _, exact, err := ParseUSCC(wrong); err != nil || exact {
			r.Fatalf("%s passes for %s (%v)", wrong, code, err)
		}
	})
}
