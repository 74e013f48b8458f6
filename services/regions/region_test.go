package regions_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
)

type regionJSON struct {
	Code         string  `json:"code"`
	Name         string  `json:"name"`
	FullName     string  `json:"full_name"`
	Level        int     `json:"level"`
	LevelText    string  `json:"level_text"`
	ParentCode   string  `json:"parent_code"`
	Pinyin       string  `json:"pinyin"`
	ValidTo      *string `json:"valid_to"`
	SupersededBy *string `json:"superseded_by"`
	Version      int64   `json:"version"`
	Path         []struct{ Name string }
	Successor    *struct {
		Name     string `json:"name"`
		FullName string `json:"full_name"`
	} `json:"successor"`
	Zones []struct{ Code, Name string } `json:"zones"`
}

type regionPage struct {
	Items      []regionJSON `json:"items"`
	NextCursor *string      `json:"next_cursor"`
}

// regionsOf walks all pages and proves that order and cursors agree.
func regionsOf(t *testing.T, c *apptest.Client, query string, limit int) []regionJSON {
	t.Helper()
	var all []regionJSON
	cursor := ""
	for range 200 {
		var page regionPage
		c.Get(fmt.Sprintf("/regions?%s&limit=%d&cursor=%s", query, limit, cursor)).Want(http.StatusOK).JSON(&page)
		if len(page.Items) > limit {
			t.Fatalf("%s: %d items on a page of %d", query, len(page.Items), limit)
		}
		all = append(all, page.Items...)
		if page.NextCursor == nil {
			break
		}
		cursor = *page.NextCursor
	}
	ordered := slices.IsSortedFunc(all, func(a, b regionJSON) int {
		if a.Level != b.Level {
			return a.Level - b.Level
		}
		return strings.Compare(a.Code, b.Code)
	})
	if !ordered {
		t.Errorf("%s: not sorted by level, then code", query)
	}
	return all
}

func codes(rows []regionJSON) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Code)
	}
	return out
}

func TestRegionLists(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		visitor := env.Visitor()
		for query, want := range map[string]int{
			"parent=000000000000":                  34,
			"parent=330000000000":                  11,
			"parent=330600000000":                  6,
			"parent=330602000000":                  17,
			"parent=330602005206":                  0,
			"parent=330600000000&level=4":          103,
			"parent=330600000000&level=5":          2168,
			"level=1":                              34,
			"level=1&include_historic=true":        35,
			"parent=441900000000":                  0, // 东莞 has no counties
			"parent=419000000000":                  1, // 济源 below its heading
			"zone=paojiang&level=4":                2,
			"zone=nowhere":                         0,
			"zone=binhai&level=4":                  1,
			"zone=binhai&parent=330604000000":      0,
			"zone=binhai&parent=330602017000":      -1,
			"q=" + url.QueryEscape("绍兴县"):          0,
			"q=" + url.QueryEscape("%"):            0,
			"q=" + url.QueryEscape("_"):            0,
			"q=" + url.QueryEscape("!"):            0,
			"q=" + url.QueryEscape("'; DROP"):      0,
			"q=zzzzzz":                             0,
			"parent=999999999999&level=5":          0,
			"q=" + url.QueryEscape("　"):            -1,
			"parent=330600000000&level=5&q=waishc": 0,
		} {
			got := regionsOf(t, visitor, query, 100)
			if want >= 0 && len(got) != want {
				t.Errorf("%s: %d rows, want %d", query, len(got), want)
			}
		}
		if a, b := regionsOf(t, visitor, "parent=330600000000&level=4", 100),
			regionsOf(t, visitor, "parent=330600000000&level=4", 7); !slices.Equal(codes(a), codes(b)) {
			t.Error("the size of a page changes the list")
		}
	})
}

func TestRegionSearch(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for query, want := range map[string]string{
			"q=" + url.QueryEscape("外山"):                             "330602005206",
			"q=waishancun&level=5":                                   "330602005206",
			"q=" + url.QueryEscape("Wai Shan") + "&zone=":            "330602005206",
			"q=wsc&parent=330602005000":                              "330602005206",
			"q=" + url.QueryEscape("钱清街道"):                           "330603009000",
			"q=chongqing":                                            "500000000000",
			"q=" + url.QueryEscape("绍兴县") + "&include_historic=true": "330621000000",
			"q=datang&parent=330681000000":                           "330681005000",
		} {
			got := codes(regionsOf(t, env.Visitor(), query, 100))
			if !slices.Contains(got, want) {
				t.Errorf("%s: %v lacks %s", query, got, want)
			}
		}
	})
}

func TestRegionRead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		visitor := env.Visitor()
		var r regionJSON
		answer := visitor.Get("/regions/330602005206").Want(http.StatusOK).JSON(&r)
		if r.FullName != "浙江省绍兴市越城区城南街道外山村" || r.LevelText != "村社" || r.Pinyin != "waishancun" || len(r.Path) != 4 ||
			r.Path[3].Name != "城南街道" || r.ValidTo != nil {
			t.Errorf("%+v", r)
		}
		visitor.With("If-None-Match", answer.Header.Get("ETag")).Get("/regions/330602005206").
			Want(http.StatusNotModified)
		visitor.Get("/regions/330621000000").Want(http.StatusOK).JSON(&r)
		if r.SupersededBy == nil || *r.SupersededBy != "330603000000" || r.Successor.FullName != "浙江省绍兴市柯桥区" ||
			*r.ValidTo != "2013-10-31" {
			t.Errorf("%+v", r)
		}
		visitor.Get("/regions/330602012000").Want(http.StatusOK).JSON(&r)
		if len(r.Zones) != 1 || r.Zones[0].Name != "袍江" {
			t.Errorf("%+v", r.Zones)
		}
		visitor.Get("/regions/330602999999").Reason(http.StatusNotFound, "request.not_found")
		visitor.Get("/regions/3306").Want(http.StatusUnprocessableEntity)
		visitor.Get("/regions?parent=3306").Want(http.StatusUnprocessableEntity)
		visitor.Get("/regions?cursor=abc").Want(http.StatusUnprocessableEntity)
		visitor.Get("/zones").Want(http.StatusOK).Contains("镜湖").Contains("沥海街道")
	})
}
