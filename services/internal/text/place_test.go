package text_test

import (
	"slices"
	"testing"

	"xinjumin/services/internal/text"
)

func TestReadPlace(t *testing.T) {
	for typed, want := range map[string]text.Place{
		"外山村":      {Whole: "外山村"},
		" 外 山 村 ":  {Whole: "外山村"},
		"外山村委会":    {Whole: "外山村委会", Core: "外山", Pairs: [][2]string{{"外山", "村委会"}, {"外山村", "委会"}}},
		"外山社区":     {Whole: "外山社区", Core: "外山", Pairs: [][2]string{{"外山", "社区"}}},
		"城南镇":      {Whole: "城南镇", Core: "城南", Town: true},
		"街道":       {Whole: "街道"}, // no name is left
		"王镇":       {Whole: "王镇"},
		"城南外山":     {Whole: "城南外山", Pairs: [][2]string{{"城南", "外山"}}},
		"外山村村民委员会": {Whole: "外山村村民委员会", Core: "外山村"},
		"":         {},
		"浙江省绍兴市越城区城南街道外山村": {Whole: "浙江省绍兴市越城区城南街道外山村"}, // too long to cut
	} {
		got := text.ReadPlace(typed)
		if typed == "外山村村民委员会" { // its cuts are not what is looked at
			got.Pairs = nil
		}
		if got.Whole != want.Whole || got.Core != want.Core || got.Town != want.Town ||
			!slices.Equal(got.Pairs, want.Pairs) {
			t.Errorf("%q: %+v, want %+v", typed, got, want)
		}
	}
	if p := text.ReadPlace("城南街道外山村委会"); !slices.Contains(p.Pairs, [2]string{"城南街道", "外山"}) {
		t.Errorf("town and village with its office: %+v", p)
	}
}
