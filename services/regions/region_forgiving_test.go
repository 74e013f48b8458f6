package regions_test

import (
	"net/url"
	"slices"
	"testing"

	"xinjumin/app/apptest"
)

// People write a place as they say it; each way finds the one village, and not all
// that has a word in common with it.
func TestRegionSearchForgives(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		const waishan, chengnan = "330602005206", "330602005000"
		for typed, want := range map[string]string{
			"外山村": waishan, "外山": waishan, "外 山 村": waishan, "外山村委会": waishan, "外山村民委员会": waishan,
			"外山居委会": waishan, "外山社区": waishan, "城南外山": waishan, "城南街道外山村委会": waishan, "越城区外山村": waishan,
			"绍兴外山": waishan, "城南 外山": waishan, "城南镇": chengnan, "城南街道办事处": chengnan, "越城城南街道": chengnan,
		} {
			got := codes(regionsOf(t, env.Visitor(), "parent=330602000000&q="+url.QueryEscape(typed), 100))
			if !slices.Contains(got, want) || len(got) > 12 {
				t.Errorf("%s finds %v, want %s", typed, got, want)
			}
			if want == waishan && !slices.Equal(got, []string{waishan}) {
				t.Errorf("%s finds %v", typed, got)
			}
		}
		for _, typed := range []string{"柯桥外山", "外山镇", "外山城南"} { // it lies in no 柯桥, and is no town
			if got := codes(regionsOf(t, env.Visitor(), "q="+url.QueryEscape(typed), 100)); slices.Contains(got,
				waishan) {
				t.Errorf("%s finds %v", typed, got)
			}
		}
	})
}
