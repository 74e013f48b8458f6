package models_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"xinjumin/models"
)

func TestPhone(t *testing.T) {
	for _, c := range []struct{ country, national, number, masked string }{
		{"86", "15612345677", "+86 15612345677", "156******77"},
		{"+852", "61234567", "+852 61234567", "61*****7"},
		{"1", "2025550123", "+1 2025550123", "202*****23"},
	} {
		p, err := models.NewPhone(c.country, c.national)
		if err != nil || p.Number() != c.number || p.Masked() != c.masked {
			t.Errorf("%+v: %s %s %v", c, p.Number(), p.Masked(), err)
		}
		again, err := models.ParsePhone(p.Number())
		if err != nil || again != p {
			t.Errorf("%s does not come back: %v", c.number, err)
		}
		text, err := json.Marshal(map[string]any{"p": p})
		if err != nil {
			t.Fatal(err)
		}
		if all := fmt.Sprintf("%v %+v %#v %s", p, p, p, text); strings.Contains(all, c.national) {
			t.Errorf("it shows: %s", all)
		}
	}
	for _, bad := range [][2]string{{"", "15612345677"}, {"86", ""}, {"86", "1561234567"}, {"86", "25612345677"},
		{"086", "15612345677"}, {"86", "1561234567x"}, {"12345", "1234567"}, {"1", "1234567890123456"}} {
		if _, err := models.NewPhone(bad[0], bad[1]); err == nil || bad[1] != "" &&
			strings.Contains(err.Error(), bad[1]) {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
