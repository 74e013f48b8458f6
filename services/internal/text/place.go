package text

import "strings"

// Place is what somebody typed who looks for a place, read as people say it: blanks
// do not count, the office of a village or a town stands for it, and a place may be
// written behind the one above it.
type Place struct {
	// Whole is the folded text without blanks; empty when nothing was typed.
	Whole string
	// Core is the name alone, where the text names the office or the rank of a place
	// (外山村委会, 外山社区 → 外山; 城南镇 → 城南); else empty.
	Core string
	// Town says that Core is of a town or a street office, and not of a village.
	Town bool
	// Pairs are the ways to read the text as a place behind the one above it (城南外山 →
	// 城南, 外山).
	Pairs [][2]string
}

// villages and towns are the endings by which people name a place, the longest first: 村委会
// (organic law of villagers' committees), 居委会, and what the two are of.
var (
	villages = []string{"社区居民委员会", "村民委员会", "居民委员会", "社区居委会", "村委会", "居委会", "社区", "村委"}
	towns    = []string{"街道办事处", "人民政府", "街道办", "镇政府", "乡政府", "街道", "镇", "乡"}
)

// Shortest and longest text that is cut in two: a name has at least two characters,
// and each cut is one more comparison.
const (
	nameMin = 2
	pairMax = 12
)

// ReadPlace reads what somebody typed.
func ReadPlace(q string) Place {
	p := Place{Whole: strings.ReplaceAll(Fold(q), " ", "")}
	if core, ok := without(p.Whole, villages); ok {
		p.Core = core
	} else if core, ok := without(p.Whole, towns); ok {
		p.Core, p.Town = core, true
	}
	runes := []rune(p.Whole)
	if n := len(runes); n < 2*nameMin || n > pairMax {
		return p
	}
	for cut := nameMin; cut <= len(runes)-nameMin; cut++ {
		above, below := string(runes[:cut]), string(runes[cut:])
		if core, ok := without(below, villages); ok {
			below = core
		}
		p.Pairs = append(p.Pairs, [2]string{above, below})
	}
	return p
}

// without takes the ending off a name that is left with two characters or more.
func without(name string, endings []string) (string, bool) {
	for _, end := range endings {
		if core, ok := strings.CutSuffix(name, end); ok && len([]rune(core)) >= nameMin {
			return core, true
		}
	}
	return "", false
}

// LikeBoth gives the pattern that finds one text and behind it another.
func LikeBoth(one, other string) string {
	return "%" + likeEscaper.Replace(one) + "%" + likeEscaper.Replace(other) + "%"
}
