package models

import (
	"strconv"
	"unicode/utf8"
)

// RegionCode is a 12-digit division code of the statistics bureau (统计用区划代码):
// 2 province + 2 city + 2 county + 3 town + 3 village, the rest zeros.
// CountryCode stands for the whole country. Codes compare as text, and a
// subtree is one closed range of codes.
//
// The digits alone decide level, parent and subtree, so a level may be skipped:
// towns of a city without counties (441900003000, 东莞) lie directly below the
// city, and counties run by a province (419001000000, 济源) lie below a city
// row that is only a heading.
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
var LevelDigits = [...]int{0, 2, 4, 6, 9, 12}

// Text gives the level in plain Chinese.
func (l RegionLevel) Text() string {
	switch l {
	case LevelCountry:
		return "全国"
	case LevelProvince:
		return "省"
	case LevelCity:
		return "市"
	case LevelCounty:
		return "县"
	case LevelTown:
		return "镇街"
	case LevelVillage:
		return "村社"
	}
	return ""
}

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

// Level tells how deep the code lies; trailing zeros decide. A code that is not
// valid counts as a village: it contains nothing but itself.
func (c RegionCode) Level() RegionLevel {
	if !c.Valid() {
		return LevelVillage
	}
	for l := LevelCountry; l < LevelVillage; l++ {
		if allZero(c[LevelDigits[l]:]) {
			return l
		}
	}
	return LevelVillage
}

// Range gives the first and last code of the subtree, both included. The range
// of a code that is not valid is empty (first > last), so that a forgotten code
// can never open the whole country.
func (c RegionCode) Range() (first, last RegionCode) {
	if !c.Valid() {
		return "1", "0"
	}
	n := LevelDigits[c.Level()]
	return c, c[:n] + RegionCode("999999999999"[n:])
}

// Contains reports whether o is c or lies below it. Codes that are not valid
// contain nothing and lie nowhere.
func (c RegionCode) Contains(o RegionCode) bool {
	first, last := c.Range()
	return o.Valid() && first <= o && o <= last
}

// Parent gives the next code up that the digits name; the country, and a code
// that is not valid, is its own parent.
func (c RegionCode) Parent() RegionCode {
	l := c.Level()
	if !c.Valid() || l == LevelCountry {
		return c
	}
	n := LevelDigits[l-1]
	return c[:n] + RegionCode("000000000000"[n:])
}

// Ancestors lists the codes above c, the country first.
func (c RegionCode) Ancestors() []RegionCode {
	var up []RegionCode
	for p := c.Parent(); p != c; c, p = p, p.Parent() {
		up = append(up, p)
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// Number gives the code as a number, for cursors; 0 when it is not valid.
func (c RegionCode) Number() int64 {
	if !c.Valid() {
		return 0
	}
	n, _ := strconv.ParseInt(string(c), 10, 64)
	return n
}

// RegionCodeOf turns a number of a cursor back into the code.
func RegionCodeOf(n int64) RegionCode {
	s := strconv.FormatInt(n, 10)
	if n < 0 || len(s) > 12 {
		return ""
	}
	return RegionCode("000000000000"[len(s):] + s)
}

func allZero(s RegionCode) bool {
	for i := range len(s) {
		if s[i] != '0' {
			return false
		}
	}
	return true
}

// Region is one division, standing or historic. Identity numbers keep the code
// of their day for ever, so a row is never deleted: it gets a last day.
type Region struct {
	Code         RegionCode `gorm:"primaryKey" pii:"none"`
	Name         string     `pii:"none"` // folded: no capitals, no full-width letters
	FullName     string     `pii:"none"` // 浙江省绍兴市越城区城南街道外山村
	Level        RegionLevel
	ParentCode   RegionCode  `pii:"none"`
	Pinyin       string      `pii:"none"` // waishancun
	Initials     string      `pii:"none"` // wsc
	ValidFrom    *Day        // nil: as long as we know
	ValidTo      *Day        // the last day it stood; nil: it stands
	SupersededBy *RegionCode `pii:"none"`
	Version      int64
	UpdatedAt    Instant `gorm:"autoUpdateTime:false"`
}

// RegionLoadedMax bounds the version of a row that nobody has edited: it is the
// edition it was loaded with. Edits count on from above, so that a new edition
// can tell what belongs to an administrator.
const RegionLoadedMax = 1000

// NextRegionVersion gives the version of an edited row.
func NextRegionVersion(v int64) int64 { return max(v, RegionLoadedMax) + 1 }

// RegionNameMax bounds a name in characters; five of them and their pinyin fit
// the columns.
const RegionNameMax = 32

// Refusals around divisions.
var (
	ErrRegionExists      = NewError(CodeConflict, "region.exists", "这个区划代码已经有了", "The division code is taken")
	ErrRegionRetired     = NewError(CodeConflict, "region.retired", "上级区划已经撤销，请选现行区划", "The division above is historic")
	ErrRegionHasChildren = NewError(CodeConflict, "region.has_children", "下面还有现行区划，请先调整下级",
		"Current divisions still lie below; move them first")
	ErrRegionFixed = NewError(CodeConflict, "region.fixed", "“全国”不能修改", "The country cannot be changed")
)

// Current reports whether the division stands on day.
func (r Region) Current(day Day) bool {
	return (r.ValidFrom == nil || *r.ValidFrom <= day) && (r.ValidTo == nil || day <= *r.ValidTo)
}

// heading reports whether the row is no place but a heading of the code list,
// which nobody writes in an address (浙江省… but never 河南省省直辖县级行政区划济源市).
func (r Region) heading() bool {
	if r.Level != LevelCity {
		return r.Level == LevelCountry
	}
	switch r.Name {
	case "市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划":
		return true
	}
	return false
}

// RegionPrefix gives what the full names below the last region of path begin
// with. The path runs from the country down.
func RegionPrefix(path []Region) string {
	s := ""
	for _, r := range path {
		if !r.heading() {
			s += r.Name
		}
	}
	return s
}

// Check tells what is wrong with a division as an administrator left it:
// the code, the name, the order of its days. The zero slice means nothing.
func (r Region) Check() []FieldError {
	var bad []FieldError
	if !r.Code.Valid() || r.Code == CountryCode {
		bad = append(bad, BodyField("/code", "pattern", "区划代码应是12位数字", "The code must be 12 digits"))
	}
	if n := utf8.RuneCountInString(r.Name); n == 0 || n > RegionNameMax {
		bad = append(bad, BodyField("/name", "length", "名称应为1至32个字", "The name must have 1 to 32 characters"))
	}
	if r.ValidFrom != nil && r.ValidTo != nil && *r.ValidTo < *r.ValidFrom {
		bad = append(bad, BodyField("/valid_to", "order", "撤销日期不能早于设立日期", "The last day lies before the first"))
	}
	switch {
	case r.SupersededBy == nil:
	case r.ValidTo == nil:
		bad = append(bad, BodyField("/superseded_by", "state", "填写后继区划时，请同时填写撤销日期", "A successor needs a last day"))
	case !r.SupersededBy.Valid() || *r.SupersededBy == r.Code:
		bad = append(bad, BodyField("/superseded_by", "invalid", "后继区划代码有误", "The successor is not a division"))
	}
	return bad
}

// RegionChange is a partial change: nil leaves a field alone, a pointer to nil
// clears it.
type RegionChange struct {
	Name         *string
	ValidFrom    **Day
	ValidTo      **Day
	SupersededBy **RegionCode
}

// Apply gives the region as it will be.
func (c RegionChange) Apply(r Region) Region {
	if c.Name != nil {
		r.Name = *c.Name
	}
	if c.ValidFrom != nil {
		r.ValidFrom = *c.ValidFrom
	}
	if c.ValidTo != nil {
		r.ValidTo = *c.ValidTo
	}
	if c.SupersededBy != nil {
		r.SupersededBy = *c.SupersededBy
	}
	return r
}
