package models

// Stretch is a range of codes, with the level of the division that it lies around.
type Stretch struct {
	Level       RegionLevel
	First, Last RegionCode
}

// Around cuts what lies in the division of level top above a place into stretches, the
// nearest first: the place itself, what is around it in the division above, and so on.
// They do not overlap, so a list may walk one after the other.
func (c RegionCode) Around(top RegionLevel) []Stretch {
	if !c.Valid() {
		return nil
	}
	first, last := c.Range()
	all := []Stretch{{c.Level(), first, last}}
	for up := c; up.Level() > top; {
		up = up.Parent()
		around, end := up.Range()
		if around < first {
			all = append(all, Stretch{up.Level(), around, RegionCodeOf(first.Number() - 1)})
		}
		if last < end {
			all = append(all, Stretch{up.Level(), RegionCodeOf(last.Number() + 1), end})
		}
		first, last = around, end
	}
	return all
}
