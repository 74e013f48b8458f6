package models_test

import (
	"testing"
	"time"

	"xinjumin/models"
)

// FuzzValues: what is read of a text is written as a text that reads the same,
// and what is refused leaves nothing.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"", "0198c0de-0000-7000-8000-000000000001", "0198C0DE-0000-7000-8000-000000000001",
		"2026-02-29", "2024-02-29", "0000-00-00", "9999-12-31", "2026-11-23T09:00:00+08:00",
		"2026-11-23T09:00:00.123456789Z", "9999-12-31T23:59:60Z", "1969-12-31T23:59:59-23:59",
		"2026-11-23T19:00:00,5+08:00", "+8613800138000", "13800138000", "+852 6123 4567", "330602005206",
		"33060200520６", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if id, err := models.ParseID(s); err == nil && id.String() != s {
			t.Errorf("id %q is written as %q", s, id)
		}
		if d, err := models.ParseDay(s); err == nil {
			if string(d) != s || models.DayOf(d.Start()) != d || d.AddDays(1).AddDays(-1) != d {
				t.Errorf("day %q is %q", s, d)
			}
		}
		var i, again models.Instant
		if i.UnmarshalText([]byte(s)) == nil {
			if err := again.UnmarshalText([]byte(i.String())); err != nil || again != i {
				t.Errorf("instant %q is %q is %q: %v", s, i, again, err)
			}
			if y := i.Time().Year(); y < 1 || y > 9999 || i.Add(time.Hour).Sub(i) != time.Hour {
				t.Errorf("instant %q is in the year %d", s, y)
			}
		}
		if p, err := models.ParsePhone(s); err == nil {
			if q, err := models.ParsePhone(p.Number()); err != nil || q != p || p.String() == p.Number() {
				t.Errorf("phone %q is %q", s, p.Masked())
			}
		}
		_ = models.RegionCode(s).Contains("330602005206")
		_ = models.ValidName(s)
		_ = models.MaskName(s)
	})
}
