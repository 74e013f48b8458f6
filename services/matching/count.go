package matching

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// countedFor is how long a count is good for: housekeeping counts anew each hour,
// one process of all.
const countedFor = 55 * time.Minute

// CountCoverageIfDue counts, unless another process has within the hour.
func (s *Service) CountCoverageIfDue(ctx context.Context) (bool, error) {
	err := s.st.InTx(ctx, func(tx *store.Tx) error { return takeCoverageRun(ctx, tx, tx.Now.Add(-countedFor)) })
	if errors.Is(err, store.ErrNotAffected) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, s.CountCoverage(ctx)
}

// CountCoverage counts who is in an organization, by place and kind, and where there is
// none, and puts it in the place of the last count. Reading is done outside the
// transaction that writes, a few statements over everybody; what they give is
// small and added up here, from the villages to the country.
func (s *Service) CountCoverage(ctx context.Context) error {
	all := newCount()
	for _, step := range []func(context.Context, *count) error{s.countPeople, s.countOrganizations, s.countUnits} {
		if err := step(ctx, all); err != nil {
			return err
		}
	}
	return s.st.InTx(ctx, func(tx *store.Tx) error {
		places, kinds := all.rows(tx.Now)
		for i := range all.gaps {
			all.gaps[i].ID, all.gaps[i].CountedAt = tx.NewID(), tx.Now
		}
		return replaceCoverage(ctx, tx, places, kinds, all.gaps)
	})
}

type kindAt struct {
	code models.RegionCode
	kind models.OrganizationKind
}

// count adds up what was counted.
type count struct {
	places map[models.RegionCode]*match.RegionCoverage
	kinds  map[kindAt]*match.CoverageKind
	lived  []placeCount
	gaps   []match.CoverageGap
}

func newCount() *count {
	return &count{places: map[models.RegionCode]*match.RegionCoverage{}, kinds: map[kindAt]*match.CoverageKind{}}
}

// at gives the rows of a division and of all above it.
func (t *count) at(code models.RegionCode, add func(*match.RegionCoverage)) {
	for _, c := range append(code.Ancestors(), code) {
		row := t.places[c]
		if row == nil {
			row = &match.RegionCoverage{RegionCode: c}
			t.places[c] = row
		}
		add(row)
	}
}

func (t *count) ofKind(code models.RegionCode, k models.OrganizationKind, add func(*match.CoverageKind)) {
	for _, c := range append(code.Ancestors(), code) {
		row := t.kinds[kindAt{c, k}]
		if row == nil {
			row = &match.CoverageKind{RegionCode: c, Kind: k}
			t.kinds[kindAt{c, k}] = row
		}
		add(row)
	}
}

// rows gives the count as it is stored.
func (t *count) rows(now models.Instant) ([]match.RegionCoverage, []match.CoverageKind) {
	places := make([]match.RegionCoverage, 0, len(t.places))
	for _, row := range t.places {
		row.CountedAt = now
		places = append(places, *row)
	}
	slices.SortFunc(places, func(a, b match.RegionCoverage) int { return cmp.Compare(a.RegionCode, b.RegionCode) })
	kinds := make([]match.CoverageKind, 0, len(t.kinds))
	for _, row := range t.kinds {
		kinds = append(kinds, *row)
	}
	slices.SortFunc(kinds, func(a, b match.CoverageKind) int {
		return cmp.Or(cmp.Compare(a.RegionCode, b.RegionCode), cmp.Compare(a.Kind, b.Kind))
	})
	return places, kinds
}

func (s *Service) countPeople(ctx context.Context, t *count) error {
	var err error
	if t.lived, err = countPlaces(ctx, s.st); err != nil {
		return err
	}
	for _, p := range t.lived {
		t.at(p.RegionCode, func(c *match.RegionCoverage) { c.Registered += p.Registered; c.Organized += p.Organized })
	}
	kinds, err := countKinds(ctx, s.st)
	for _, k := range kinds {
		t.ofKind(k.RegionCode, k.Kind, func(c *match.CoverageKind) { c.People += k.N })
	}
	return err
}

// countOrganizations counts organizations, and the villages that should have one and have
// none.
func (s *Service) countOrganizations(ctx context.Context, t *count) error {
	organizations, err := countOrganizations(ctx, s.st)
	if err != nil {
		return err
	}
	there := map[models.RegionCode]bool{}
	for _, b := range organizations {
		there[b.RegionCode] = true
		t.ofKind(b.RegionCode, b.Kind, func(c *match.CoverageKind) { c.Organizations += b.N })
	}
	for _, p := range t.lived {
		if p.RegionCode.Level() != models.LevelVillage || p.Registered < match.GapFrom {
			continue
		}
		t.at(p.RegionCode, func(c *match.RegionCoverage) { c.Places++ })
		if !there[p.RegionCode] {
			t.at(p.RegionCode, func(c *match.RegionCoverage) { c.PlacesBodiless++ })
			t.gaps = append(t.gaps, match.CoverageGap{Subject: match.GapPlace, RegionCode: p.RegionCode,
				People: p.Registered})
		}
	}
	return nil
}

// unit is an employer of one county: by its code, or by its folded name.
type unit struct{ code, folded, county string }

// unitTally is what people tell about one.
type unitTally struct {
	people int64
	names  map[string]int64
	towns  map[string]int64
}

// countUnits finds the employers of a county with many people and no organization. Those
// who gave only a name are counted by that: the same words, folded.
func (s *Service) countUnits(ctx context.Context, t *count) error {
	rows, err := countUnits(ctx, s.st)
	if err != nil {
		return err
	}
	units := map[unit]*unitTally{}
	for _, r := range rows {
		u := unit{county: r.Town[:6]}
		if code, exact, err := models.ParseUSCC(r.EmployerCode); err == nil && exact {
			u.code = code
		} else if u.folded = text.Unit(r.EmployerName); u.folded == "" {
			continue
		}
		n := units[u]
		if n == nil {
			n = &unitTally{names: map[string]int64{}, towns: map[string]int64{}}
			units[u] = n
		}
		n.people, n.names[r.EmployerName], n.towns[r.Town] = n.people+r.N, n.names[r.EmployerName]+r.N, n.towns[r.Town]+
			r.N
	}
	organizations, err := listUnitsWithOrganization(ctx, s.st)
	if err != nil {
		return err
	}
	have := map[unit]bool{}
	for _, b := range organizations {
		county := string(b.RegionCode[:6])
		have[unit{code: b.EmployerCode, county: county}], have[unit{folded: b.EmployerFolded,
			county: county}] = true, true
	}
	for u, n := range units {
		name := most(n.names)
		if n.people < match.GapFrom || have[u] || have[unit{folded: text.Unit(name), county: u.county}] {
			continue
		}
		if n.names[name] < models.SmallCell { // what a few have typed is theirs
			name = ""
		}
		t.gaps = append(t.gaps, match.CoverageGap{Subject: match.GapEmployer,
			RegionCode: models.RegionCode(most(n.towns) + "000"), EmployerCode: u.code, EmployerName: name,
			People: n.people})
	}
	return nil
}

// most gives what was said most often, the first of several.
func most(said map[string]int64) string {
	best := ""
	for word, n := range said {
		if n > said[best] || n == said[best] && word < best {
			best = word
		}
	}
	return best
}
