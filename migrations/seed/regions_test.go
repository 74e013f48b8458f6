package seed_test

import (
	"strings"
	"testing"

	"xinjumin/migrations/seed"
	"xinjumin/models"
)

func all(t *testing.T) map[models.RegionCode]models.Region {
	t.Helper()
	rows := map[models.RegionCode]models.Region{}
	for r, err := range seed.Regions() {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := rows[r.Code]; twice {
			t.Fatalf("%s twice", r.Code)
		}
		if _, ok := rows[r.ParentCode]; !ok && r.Code != models.CountryCode {
			t.Fatalf("%s %s comes before its parent", r.Code, r.Name)
		}
		if bad := r.Check(); len(bad) > 0 && r.Code != models.CountryCode {
			t.Fatalf("%s %s: %v", r.Code, r.Name, bad)
		}
		rows[r.Code] = r
	}
	return rows
}

func TestCounts(t *testing.T) {
	var now, then [6]int
	var shaoxing [6]int
	for code, r := range all(t) {
		if r.ValidTo != nil {
			then[r.Level]++
			continue
		}
		now[r.Level]++
		if models.RegionCode("330600000000").Contains(code) {
			shaoxing[r.Level]++
		}
	}
	if want := [6]int{1, 34, 342, 2975, 103, 2168}; now != want {
		t.Errorf("standing: %v, want %v", now, want)
	}
	if want := [6]int{0, 1, 216, 3714, 0, 0}; then != want {
		t.Errorf("historic: %v, want %v", then, want)
	}
	if want := [6]int{0, 0, 1, 6, 103, 2168}; shaoxing != want {
		t.Errorf("Shaoxing: %v, want %v", shaoxing, want)
	}
}

func TestNamedPlaces(t *testing.T) {
	rows := all(t)
	for code, want := range map[models.RegionCode]string{
		"330602005206": "浙江省绍兴市越城区城南街道外山村",
		"330604112000": "浙江省绍兴市上虞区盖北镇",
		"330603009000": "浙江省绍兴市柯桥区钱清街道",
		"330681005000": "浙江省绍兴市诸暨市大唐街道",
		"330621000000": "浙江省绍兴市绍兴县",
		"419001000000": "河南省济源市",
		"110101000000": "北京市东城区",
		"500230000000": "重庆市丰都县",
		"441900000000": "广东省东莞市",
		"710000000000": "台湾省",
	} {
		if got := rows[code].FullName; got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
	for old, next := range map[models.RegionCode]models.RegionCode{"330621000000": "330603000000",
		"330682000000": "330604000000"} {
		r := rows[old]
		if r.SupersededBy == nil || *r.SupersededBy != next || r.ValidTo == nil || *r.ValidTo != "2013-10-31" {
			t.Errorf("%s: %+v", old, r)
		}
	}
	for code, r := range rows {
		if r.SupersededBy != nil && rows[*r.SupersededBy].Code == "" {
			t.Errorf("%s is followed by %s, which is absent", code, *r.SupersededBy)
		}
		if len([]rune(r.FullName)) > 120 || strings.TrimSpace(r.Name) != r.Name {
			t.Errorf("%s %q does not fit", code, r.FullName)
		}
	}
}

func TestZones(t *testing.T) {
	rows := all(t)
	n := 0
	for z, err := range seed.Zones() {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if z.Name == "" || len(z.Members) == 0 {
			t.Errorf("%+v is empty", z)
		}
		for _, m := range z.Members {
			if r := rows[m]; r.Level != models.LevelTown || r.ValidTo != nil {
				t.Errorf("%s: member %s is no standing town", z.Name, m)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d zones", n)
	}
}
