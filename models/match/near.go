package match

import "xinjumin/models"

// Near tells how close two places are, by the division codes alone.
type Near int

// From far to near.
const (
	NearNone    Near = iota
	NearCounty       // the same county
	NearTown         // the same town
	NearVillage      // the same village
)

// NearOf tells how close two places are. What is of a whole town is near to all
// of its villages as a town, what is of a county as a county.
func NearOf(a, b models.RegionCode) Near {
	if !a.Valid() || !b.Valid() || a.Level() < models.LevelCounty || b.Level() < models.LevelCounty {
		return NearNone
	}
	shared := func(n int) bool { return a[:n] == b[:n] }
	deep := min(a.Level(), b.Level())
	switch {
	case deep == models.LevelVillage && a == b:
		return NearVillage
	case deep >= models.LevelTown && shared(models.LevelDigits[models.LevelTown]):
		return NearTown
	case shared(models.LevelDigits[models.LevelCounty]):
		return NearCounty
	}
	return NearNone
}

var nearWords = models.Words[Near]{
	{NearCounty, "同一个县（市、区）", "The same county"},
	{NearTown, "同一个镇街", "The same town"},
	{NearVillage, "同一个村（社区）", "The same village"},
}

// Text gives the plain words of a nearness.
func (n Near) Text() (zh, en string) { return nearWords.Of(n) }

// All gives every value in order.
func (Near) All() []Near { return nearWords.All() }

// Stretch is a closed range of division codes, all of them equally near.
type Stretch struct {
	Near        Near
	First, Last models.RegionCode
}

// NearestFirst cuts the county of a place into stretches, the nearest first:
// its village, its town around that, its county around the town. They do not
// overlap, so a list may walk one after the other. Of a place above counties it
// is all that lies in it.
func NearestFirst(c models.RegionCode) []Stretch {
	nearOf := map[models.RegionLevel]Near{models.LevelVillage: NearVillage, models.LevelTown: NearTown}
	var all []Stretch
	for _, s := range c.Around(models.LevelCounty) {
		near, lower := nearOf[s.Level]
		if !lower {
			near = NearCounty
		}
		all = append(all, Stretch{near, s.First, s.Last})
	}
	return all
}
