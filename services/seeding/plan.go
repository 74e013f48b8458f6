package seeding

import (
	"hash/fnv"
	"slices"

	"xinjumin/models"
)

// countyShare is how the registered new residents of Shaoxing were spread over
// its six counties in 2013, in percent, with the codes of today.
var countyShare = []struct {
	county  models.RegionCode
	percent int
}{
	{"330603000000", 45}, // 柯桥区, then 绍兴县
	{"330681000000", 20}, // 诸暨市
	{"330602000000", 17}, // 越城区
	{"330604000000", 11}, // 上虞区
	{"330683000000", 5},  // 嵊州市
	{"330624000000", 2},  // 新昌县
}

// waishan (外山村) is named in the report; the demonstration plays there.
const waishan models.RegionCode = "330602005206"

// place is a village with the range of people who live there: numbers first
// to first+count-1.
type place struct {
	code         models.RegionCode
	first, count int
}

// allocate spreads n people over the villages: by the shares of the counties,
// and within a county 80 % of them in one village of nine (42 towns and 203
// villages of 2,168 hold 80 % in the report). Small populations keep to a few
// villages, so that organizations have members.
func allocate(villages []models.RegionCode, n int) []place {
	var places []place
	next, given := 0, 0
	for i, share := range countyShare {
		given += share.percent
		people := n*given/100 - next
		if i == len(countyShare)-1 {
			people = n - next
		}
		for _, p := range allocateCounty(within(villages, share.county), people) {
			p.first = next
			next += p.count
			places = append(places, p)
		}
	}
	return places
}

func allocateCounty(villages []models.RegionCode, n int) []place {
	slices.SortFunc(villages, func(a, b models.RegionCode) int {
		return int(rank(a)%1e9) - int(rank(b)%1e9)
	})
	villages = villages[:max(1, min(len(villages), n/60))]
	hot := max(1, len(villages)/9)
	inHot := n * 80 / 100
	if hot == len(villages) {
		inHot = n
	}
	var places []place
	for i, code := range villages {
		count := share(inHot, hot, i)
		if i >= hot {
			count = share(n-inHot, len(villages)-hot, i-hot)
		}
		if count > 0 {
			places = append(places, place{code: code, count: count})
		}
	}
	return places
}

// share gives part i of n split into parts as evenly as can be.
func share(n, parts, i int) int { return n*(i+1)/parts - n*i/parts }

// rank orders villages at random, the same for ever; 外山村 comes first.
func rank(code models.RegionCode) uint64 {
	if code == waishan {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(code))
	return h.Sum64()
}

func within(villages []models.RegionCode, county models.RegionCode) []models.RegionCode {
	var in []models.RegionCode
	for _, v := range villages {
		if county.Contains(v) {
			in = append(in, v)
		}
	}
	return in
}
