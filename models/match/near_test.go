package match

import (
	"testing"

	"xinjumin/models"
)

func TestNearOf(t *testing.T) {
	const village, other = models.RegionCode("330602005206"), models.RegionCode("330602005207")
	const town, county = models.RegionCode("330602005000"), models.RegionCode("330602000000")
	for _, c := range []struct {
		a, b models.RegionCode
		want Near
	}{
		{village, village, NearVillage}, {village, other, NearTown}, {village, town, NearTown}, {town, town, NearTown},
		{village, county, NearCounty}, {village, "330602001001", NearCounty}, {county, county, NearCounty},
		{village, "330603001030", NearNone}, {village, "330600000000", NearNone},
		{"330600000000", "330600000000", NearNone}, {village, "", NearNone},
	} {
		if got, back := NearOf(c.a, c.b), NearOf(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%s, %s: %d and %d, want %d", c.a, c.b, got, back, c.want)
		}
	}
}

// The stretches cover the county once, and each is as near as it says.
func TestNearestFirst(t *testing.T) {
	for _, place := range []models.RegionCode{"330602005206", "330602005000", "330602000000", "330602999999",
		"330602001000"} {
		all := NearestFirst(place)
		codes := int64(0)
		for i, s := range all {
			if s.First > s.Last || i > 0 && s.Near > all[i-1].Near {
				t.Errorf("%s: %+v", place, all)
			}
			codes += s.Last.Number() - s.First.Number() + 1
			for _, other := range all[i+1:] {
				if s.First <= other.Last && other.First <= s.Last {
					t.Errorf("%s: %+v and %+v overlap", place, s, other)
				}
			}
			for _, end := range []models.RegionCode{s.First, s.Last} {
				if NearOf(place, end) != s.Near {
					t.Errorf("%s: %s is %d, not %d", place, end, NearOf(place, end), s.Near)
				}
			}
		}
		if codes != 1_000_000 {
			t.Errorf("%s: %d codes of a county", place, codes)
		}
	}
	if got := NearestFirst("33"); got != nil {
		t.Errorf("no place: %+v", got)
	}
}
