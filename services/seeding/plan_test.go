package seeding

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"xinjumin/migrations/seed"
	"xinjumin/models"
)

func villages(t *testing.T) []models.RegionCode {
	t.Helper()
	var codes []models.RegionCode
	for r, err := range seed.Regions() {
		if err != nil {
			t.Fatal(err)
		}
		if r.Level == models.LevelVillage && r.ValidTo == nil {
			codes = append(codes, r.Code)
		}
	}
	sortCodes(codes)
	if len(codes) != 2168 {
		t.Fatalf("%d villages, want 2168", len(codes))
	}
	return codes
}

func TestAllocate(t *testing.T) {
	all := villages(t)
	for _, people := range []int{MinPeople, 1_001, 10_000, 123_457, MaxPeople} {
		t.Run(fmt.Sprint(people), func(t *testing.T) {
			places := allocate(all, people)
			next := 0
			counties := map[models.RegionCode]int{}
			for _, p := range places {
				if p.first != next || p.count <= 0 {
					t.Fatalf("%s begins at %d with %d people, want %d", p.code, p.first, p.count, next)
				}
				next += p.count
				counties[p.code[:6]+"000000"] += p.count
			}
			if next != people {
				t.Errorf("placed %d of %d", next, people)
			}
			for _, s := range countyShare {
				if got, want := counties[s.county], people*s.percent/100; math.Abs(float64(got-want)) > 1+
					float64(people)/100 {
					t.Errorf("%s has %d people, want about %d", s.county, got, want)
				}
			}
			if places[0].count == 0 || len(places) > 2168 {
				t.Errorf("%d places", len(places))
			}
		})
	}
}

func TestAllocate_oneVillageOfNineHoldsFourOfFive(t *testing.T) {
	hot := map[models.RegionCode][2]int{} // county: the first ninth, all
	perCounty := map[models.RegionCode][]place{}
	for _, p := range allocate(villages(t), MaxPeople) {
		county := p.code[:6]
		perCounty[county] = append(perCounty[county], p)
	}
	for county, places := range perCounty {
		var n [2]int
		for i, p := range places {
			if i < len(places)/9 {
				n[0] += p.count
			}
			n[1] += p.count
		}
		hot[county] = n
		if share := n[0] * 100 / n[1]; share < 79 || share > 81 {
			t.Errorf("%s: %d %% in the crowded villages, want 80", county, share)
		}
	}
	if len(hot) != 6 {
		t.Errorf("%d counties", len(hot))
	}
}

func TestIDNumbers_areRightAndNobodys(t *testing.T) {
	seen := map[string]int{}
	check := func(n int) {
		v := homes{}.villager(n)
		number := idNumber(v)
		id, err := models.ParseIDNumber(number)
		if err != nil {
			t.Fatalf("person %d: %v", n, err)
		}
		if !strings.HasPrefix(number, "3399") || id.BirthDay() != v.birth || (id.Sex() == models.SexMale) != v.male {
			t.Fatalf("person %d has a number that does not fit", n)
		}
		if other, twice := seen[number]; twice {
			t.Fatalf("persons %d and %d have one number", other, n)
		}
		seen[number] = n
	}
	for n := range blocks / 5 {
		check(n)
	}
	// Numbers can only meet within a block.
	for n := range 100 {
		for k := 1; n*487+k*blocks < MaxPeople+20; k++ {
			check(n*487 + k*blocks)
		}
	}
	if len(seen) < 13_000 {
		t.Errorf("checked only %d", len(seen))
	}
}

func TestVillagers_haveTheProportionsOfTheReport(t *testing.T) {
	const people = 20_000
	men, low, insured := 0, 0, 0
	for n := range people {
		if (homes{}).villager(n).male {
			men++
		}
		r := dice("profile", n)
		if r.IntN(100) < 62 {
			insured++
		}
		if s := schooling.pick(r); s == "71" || s == "81" {
			low++
		}
	}
	for name, c := range map[string][2]float64{
		"men":        {float64(men), 56.7},
		"初中 or less": {float64(low), 76},
		"insured":    {float64(insured), 62},
	} {
		if got := c[0] * 100 / people; math.Abs(got-c[1]) > 1.5 {
			t.Errorf("%s: %.1f %%, want %.1f", name, got, c[1])
		}
	}
}

func TestIDs_riseWithTheNumber(t *testing.T) {
	seen := map[models.ID]bool{}
	for n := range 1000 {
		a, b := idOf("person", n), idOf("person", n+1)
		if a.String() >= b.String() {
			t.Fatalf("the ids of %d and %d do not rise", n, n+1)
		}
		seen[a], seen[idOf("body", n)] = true, true
	}
	if len(seen) != 2000 {
		t.Errorf("%d different ids, want 2000", len(seen))
	}
}
