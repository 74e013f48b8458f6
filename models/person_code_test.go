package models_test

import (
	"strings"
	"testing"

	"xinjumin/models"
)

// Codes have eight signs of which none looks like another, and are read however
// they are typed.
func TestPersonCode(t *testing.T) {
	seen := map[rune]bool{}
	for i := range 255 {
		var id models.ID
		for j := range id {
			id[j] = byte(i*7 + j*31)
		}
		code := models.NewPersonCode(id)
		if len(code) != models.PersonCodeLength || strings.ContainsAny(code, "0O1ILl2Z5S8BUV") ||
			models.CleanPersonCode(code) != code ||
			models.CleanPersonCode(" "+strings.ToLower(code[:4])+"—"+code[4:]+"\n") != code {
			t.Fatalf("%q", code)
		}
		for _, sign := range code {
			seen[sign] = true
		}
	}
	if len(seen) != 23 {
		t.Errorf("%d signs", len(seen))
	}
	for _, no := range []string{"", "34679AC", "34679ACDE", "34679AC0", "34679AC张"} {
		if got := models.CleanPersonCode(no); got != "" {
			t.Errorf("%q is read as %q", no, got)
		}
	}
}
