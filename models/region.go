package models

// RegionCode is a 12-digit division code of the statistics bureau (统计用区划代码):
// 2 province + 2 city + 2 county + 3 town + 3 village, the rest zeros.
// CountryCode stands for the whole country. Codes compare as text, and a
// subtree is one closed range of codes.
type RegionCode string

// CountryCode contains every region.
const CountryCode RegionCode = "000000000000"

// RegionLevel is 0 country, 1 province, 2 city, 3 county, 4 town, 5 village.
type RegionLevel int

// Levels of the tree.
const (
	LevelCountry RegionLevel = iota
	LevelProvince
	LevelCity
	LevelCounty
	LevelTown
	LevelVillage
)

// significant digits of a code at each level.
var levelDigits = [...]int{0, 2, 4, 6, 9, 12}

// Valid reports whether the code is 12 digits.
func (c RegionCode) Valid() bool {
	if len(c) != 12 {
		return false
	}
	for i := range len(c) {
		if c[i] < '0' || c[i] > '9' {
			return false
		}
	}
	return true
}

// Level tells how deep the code lies; trailing zeros decide.
func (c RegionCode) Level() RegionLevel {
	for l := LevelCountry; l < LevelVillage; l++ {
		if allZero(c[min(levelDigits[l], len(c)):]) {
			return l
		}
	}
	return LevelVillage
}

// Range gives the first and last code of the subtree, both included.
func (c RegionCode) Range() (first, last RegionCode) {
	n := levelDigits[c.Level()]
	return c, c[:n] + RegionCode("999999999999"[n:])
}

// Contains reports whether o is c or lies below it.
func (c RegionCode) Contains(o RegionCode) bool {
	first, last := c.Range()
	return first <= o && o <= last
}

// Parent gives the code one level up; the country is its own parent.
func (c RegionCode) Parent() RegionCode {
	l := c.Level()
	if l == LevelCountry {
		return c
	}
	n := levelDigits[l-1]
	return c[:n] + RegionCode("000000000000"[n:])
}

func allZero(s RegionCode) bool {
	for i := range len(s) {
		if s[i] != '0' {
			return false
		}
	}
	return true
}
