package regions

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Service is the use cases of divisions.
type Service struct{ st *store.Store }

// New joins the area to the database.
func New(st *store.Store) *Service { return &Service{st: st} }

// Query asks for divisions. Without Level, Text and Zone, Parent gives what lies
// directly below it; with one of them, everything in its subtree counts.
type Query struct {
	Parent   models.RegionCode
	Level    models.RegionLevel // 0: any
	Text     string             // part of the name, or the beginning of its pinyin or initials
	Zone     string             // only what lies in the functional zone
	Historic bool               // those that stand no more, too
	Page     models.Page
}

// Details is a division with what surrounds it.
type Details struct {
	models.Region
	Path      []models.Region // from the province down to the one above
	Successor *models.Region
	Zones     []models.Zone
}

// Zone is a functional zone with the divisions it lies over.
type Zone struct {
	models.Zone
	Members []models.Region
}

// List finds divisions, the highest level first, then by code.
func (s *Service) List(ctx context.Context, _ models.Actor, q Query) (models.List[models.Region], error) {
	f := regionFilter{Level: q.Level, Page: q.Page}
	if !q.Historic {
		f.StandingOn = s.today()
	}
	searching := q.Level != 0 || q.Text != "" || q.Zone != ""
	switch {
	case q.Parent == "":
	case !searching:
		f.ChildrenOf = q.Parent
	default:
		f.Within = []models.RegionCode{q.Parent}
	}
	if q.Text != "" && !search(&f, q.Text) {
		return models.List[models.Region]{}, nil
	}
	if q.Zone != "" {
		members, err := listZoneMembers(ctx, s.st, q.Zone)
		if err != nil {
			return models.List[models.Region]{}, err
		}
		f.Within = overlap(f.Within, members)
	}
	return listRegions(ctx, s.st, f)
}

// search puts the words into the filter; false means that nothing can match. Words that
// are no pinyin are read as people write a place, see text.ReadPlace.
func search(f *regionFilter, words string) bool {
	if from, ok := text.PinyinQuery(words); ok {
		f.Pinyin = [2]string{from, text.PrefixEnd(from)}
		return true
	}
	place := text.ReadPlace(words)
	f.NameLike = text.LikeContains(place.Whole)
	if place.Core != "" {
		f.CoreLike, f.CoreLevel = text.LikeContains(place.Core), models.LevelVillage
		if place.Town {
			f.CoreLevel = models.LevelTown
		}
	}
	for _, pair := range place.Pairs {
		f.Pairs = append(f.Pairs, [2]string{text.LikeContains(pair[1]), text.LikeBoth(pair[0], pair[1])})
	}
	return place.Whole != ""
}

// overlap cuts the members of a zone with the subtrees asked for; nil subtrees
// do not cut. Never nil, so that an empty zone finds nothing.
func overlap(within []models.RegionCode, members []models.ZoneMember) []models.RegionCode {
	out := []models.RegionCode{}
	for _, m := range members {
		if within == nil {
			out = append(out, m.RegionCode)
		}
		for _, w := range within {
			switch {
			case w.Contains(m.RegionCode):
				out = append(out, m.RegionCode)
			case m.RegionCode.Contains(w):
				out = append(out, w)
			}
		}
	}
	return out
}

// Get reads one division, standing or historic, with its path, what followed it
// and the zones that lie over it.
func (s *Service) Get(ctx context.Context, _ models.Actor, code models.RegionCode) (Details, error) {
	return details(ctx, s.st, code)
}

// Zones lists the functional zones with the divisions they lie over.
func (s *Service) Zones(ctx context.Context, _ models.Actor) ([]Zone, error) {
	zones, err := listZones(ctx, s.st)
	if err != nil {
		return nil, err
	}
	members, err := listZoneMembers(ctx, s.st)
	if err != nil {
		return nil, err
	}
	codes := make([]models.RegionCode, len(members))
	for i, m := range members {
		codes[i] = m.RegionCode
	}
	found, err := s.st.RegionsIn(ctx, codes)
	if err != nil {
		return nil, err
	}
	byCode := map[models.RegionCode]models.Region{}
	for _, r := range found {
		byCode[r.Code] = r
	}
	out := make([]Zone, len(zones))
	for i, z := range zones {
		out[i].Zone = z
		for _, m := range members {
			if r, ok := byCode[m.RegionCode]; ok && m.ZoneCode == z.Code {
				out[i].Members = append(out[i].Members, r)
			}
		}
	}
	return out, nil
}

func (s *Service) today() models.Day { return models.DayOf(s.st.Now()) }

func details(ctx context.Context, from store.Reader, code models.RegionCode) (Details, error) {
	chain := append(code.Ancestors(), code)
	rows, err := from.RegionsIn(ctx, chain)
	if err != nil {
		return Details{}, err
	}
	if len(rows) == 0 || rows[len(rows)-1].Code != code {
		return Details{}, models.ErrNotFound
	}
	d := Details{Region: rows[len(rows)-1], Path: rows[:len(rows)-1]}
	if len(d.Path) > 0 && d.Path[0].Code == models.CountryCode {
		d.Path = d.Path[1:]
	}
	if d.SupersededBy != nil {
		next, err := from.Region(ctx, *d.SupersededBy)
		if err != nil {
			return Details{}, err
		}
		d.Successor = &next
	}
	d.Zones, err = listZonesOver(ctx, from, chain)
	return d, err
}
