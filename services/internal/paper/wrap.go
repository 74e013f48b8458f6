package paper

import (
	"strings"
	"unicode"
)

// Signs that begin no line, and signs that end none.
const (
	neverFirst = "，。、；：！？）》」』】〕〉”’…—％‰℃·～,.;:!?)]}%"
	neverLast  = "（《「『【〔〈“‘￥¥$([{"
	units      = "元年月日时分号" // stay with the number before them
)

// plain makes one line of text out of what somebody wrote: tabulators become spaces,
// and what has no shape of its own (joiners, selectors, direction marks) goes.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\u00a0':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, text)
}

// paragraphs parts a text where its writer began a new line. Empty lines go.
func paragraphs(text string) []string {
	var all []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool {
		return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'
	}) {
		if line = strings.TrimSpace(plain(line)); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// wrap breaks one paragraph into lines no wider than width, the first of them no wider
// than width-indent. A number or a Latin word is parted only where it fills a line.
func (g *glyphs) wrap(text string, size, width, indent float64) []string {
	var lines []string
	var line strings.Builder
	room := width - indent
	end := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		room = width
	}
	for _, piece := range pieces(text) {
		w := g.width(strings.TrimRight(piece, " "), size)
		if w > room && line.Len() > 0 {
			end()
		}
		if line.Len() == 0 {
			piece = strings.TrimLeft(piece, " ")
		}
		if w <= room {
			line.WriteString(piece)
			room -= g.width(piece, size)
			continue
		}
		for _, r := range piece { // a word longer than a line
			if w := g.width(string(r), size); w > room && line.Len() > 0 {
				end()
			}
			line.WriteRune(r)
			room -= g.width(string(r), size)
		}
	}
	if line.Len() > 0 {
		end()
	}
	return lines
}

// pieces cuts a paragraph where a line may end.
func pieces(text string) []string {
	var all []string
	from, before := 0, rune(0)
	for i, r := range text {
		if i > from && parts(before, r) {
			all = append(all, text[from:i])
			from = i
		}
		before = r
	}
	if from < len(text) {
		all = append(all, text[from:])
	}
	return all
}

// parts tells whether a line may end between two characters.
func parts(a, b rune) bool {
	switch {
	case b == ' ':
		return false // a space stays with what it follows, and vanishes at the end of a line
	case a == ' ':
		return true
	case strings.ContainsRune(neverFirst, b), strings.ContainsRune(neverLast, a), unicode.Is(unicode.Mn, b):
		return false
	case latin(a) && latin(b), a >= '0' && a <= '9' && strings.ContainsRune(units, b):
		return false
	}
	return true
}

func latin(r rune) bool {
	return r > ' ' && r < 0x7f || r >= 0xa1 && r < 0x2000 && unicode.IsLetter(r)
}
