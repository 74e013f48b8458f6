package models

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRegionCodeTable(t *testing.T) {
	for _, c := range []struct {
		code   RegionCode
		level  RegionLevel
		parent RegionCode
		last   RegionCode
	}{
		{CountryCode, LevelCountry, CountryCode, "999999999999"},
		{"330000000000", LevelProvince, CountryCode, "339999999999"},
		{"500000000000", LevelProvince, CountryCode, "509999999999"},
		{"330600000000", LevelCity, "330000000000", "330699999999"},
		{"331000000000", LevelCity, "330000000000", "331099999999"},      // 台州: the zero is its own
		{"419000000000", LevelCity, "410000000000", "419099999999"},      // 省直辖, a heading
		{"419001000000", LevelCounty, "419000000000", "419001999999"},    // 济源
		{"469030000000", LevelCounty, "469000000000", "469030999999"},    // 琼中
		{"441900000000", LevelCity, "440000000000", "441999999999"},      // 东莞 has no counties
		{"441900003000", LevelTown, "441900000000", "441900003999"},      // its towns skip a level
		{"460400100000", LevelTown, "460400000000", "460400100999"},      // 儋州
		{"330110000000", LevelCounty, "330100000000", "330110999999"},    // 余杭
		{"330602000000", LevelCounty, "330600000000", "330602999999"},    //
		{"330602100000", LevelTown, "330602000000", "330602100999"},      //
		{"330602005206", LevelVillage, "330602005000", "330602005206"},   // 外山村
		{"330602005200", LevelVillage, "330602005000", "330602005200"},   //
		{"330602000206", LevelVillage, "330602000000", "330602000206"},   // a village without a town
		{"330621000000", LevelCounty, "330600000000", "330621999999"},    // 绍兴县, historic
		{"", LevelVillage, "", "0"}, {"3306", LevelVillage, "3306", "0"}, // not codes
		{"33060200520x", LevelVillage, "33060200520x", "0"},
	} {
		if got := c.code.Level(); got != c.level {
			t.Errorf("%s: level %d, want %d", c.code, got, c.level)
		}
		if got := c.code.Parent(); got != c.parent {
			t.Errorf("%s: parent %s, want %s", c.code, got, c.parent)
		}
		if _, last := c.code.Range(); last != c.last {
			t.Errorf("%s: last %s, want %s", c.code, last, c.last)
		}
	}
}

func TestOnlyRealCodesContain(t *testing.T) {
	for _, bad := range []RegionCode{"", "0", "33", "33060200520x", "0000000000000"} {
		if bad.Contains("330602005206") || bad.Contains(bad) || CountryCode.Contains(bad) {
			t.Errorf("%q contains or is contained", bad)
		}
	}
}

func genCode() *rapid.Generator[RegionCode] {
	return rapid.Custom(func(t *rapid.T) RegionCode {
		digits := rapid.StringMatching(`[0-3]{2}[0-9]{2}[0-9]{2}[0-4][0-9]{5}`).Draw(t, "digits")
		keep := LevelDigits[rapid.IntRange(0, 5).Draw(t, "level")]
		return RegionCode(digits[:keep] + "000000000000"[keep:])
	})
}

func TestRegionCodeProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := genCode().Draw(t, "a"), genCode().Draw(t, "b")
		if rapid.Bool().Draw(t, "related") {
			up := append(b.Ancestors(), b)
			a = up[rapid.IntRange(0, len(up)-1).Draw(t, "which")]
		}
		first, last := a.Range()
		if first != a || last < first || !last.Valid() {
			t.Fatalf("range of %s: %s–%s", a, first, last)
		}
		if !a.Contains(a) || !CountryCode.Contains(a) || !a.Parent().Contains(a) {
			t.Fatalf("%s is outside itself, its parent or the country", a)
		}
		if a != CountryCode && a.Parent().Level() >= a.Level() {
			t.Fatalf("parent of %s is not higher", a)
		}
		above := slices.Contains(append(b.Ancestors(), b), a)
		if a.Contains(b) != above {
			t.Fatalf("%s contains %s: %v, but ancestors say %v", a, b, a.Contains(b), above)
		}
		if a != b && a.Contains(b) && b.Contains(a) {
			t.Fatalf("%s and %s contain each other", a, b)
		}
		if _, bl := b.Range(); a.Contains(b) && bl > last {
			t.Fatalf("the subtree of %s leaves %s", b, a)
		}
		if RegionCodeOf(a.Number()) != a {
			t.Fatalf("%s does not survive its number", a)
		}
	})
}

func TestRegionPrefixLeavesHeadingsOut(t *testing.T) {
	path := []Region{
		{Code: CountryCode, Name: "全国", Level: LevelCountry},
		{Code: "410000000000", Name: "河南省", Level: LevelProvince},
		{Code: "419000000000", Name: "省直辖县级行政区划", Level: LevelCity},
		{Code: "419001000000", Name: "济源市", Level: LevelCounty},
	}
	if got := RegionPrefix(path); got != "河南省济源市" {
		t.Errorf("got %s", got)
	}
}

func TestRegionCheck(t *testing.T) {
	day := func(s string) *Day { d := Day(s); return &d }
	code := func(s string) *RegionCode { c := RegionCode(s); return &c }
	good := Region{Code: "330602005999", Name: "新村"}
	for name, c := range map[string]struct {
		change func(*Region)
		want   string
	}{
		"good":       {func(*Region) {}, ""},
		"retired":    {func(r *Region) { r.ValidTo = day("2026-01-01"); r.SupersededBy = code("330602005206") }, ""},
		"country":    {func(r *Region) { r.Code = CountryCode }, "/code"},
		"short code": {func(r *Region) { r.Code = "3306" }, "/code"},
		"no name":    {func(r *Region) { r.Name = "" }, "/name"},
		"long name": {func(r *Region) {
			r.Name = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三"
		}, "/name"},
		"ends before it starts": {func(r *Region) { r.ValidFrom, r.ValidTo = day("2026-01-02"), day("2026-01-01") },
			"/valid_to"},
		"successor while it stands": {func(r *Region) { r.SupersededBy = code("330602005206") }, "/superseded_by"},
		"own successor": {func(r *Region) {
			r.ValidTo = day("2026-01-01")
			r.SupersededBy = code("330602005999")
		}, "/superseded_by"},
	} {
		r := good
		c.change(&r)
		got := ""
		for _, f := range r.Check() {
			got += f.Field
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestRegionCurrent(t *testing.T) {
	from, to := Day("2013-11-01"), Day("2026-05-31")
	r := Region{ValidFrom: &from, ValidTo: &to}
	for day, want := range map[Day]bool{
		"2013-10-31": false, "2013-11-01": true, "2026-05-31": true, "2026-06-01": false,
	} {
		if r.Current(day) != want {
			t.Errorf("%s: current %v", day, !want)
		}
	}
}
