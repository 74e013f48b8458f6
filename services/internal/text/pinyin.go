package text

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// PlacePinyin reads the name of a place: the syllables without tones and
// without spaces (waishancun), and their first letters (wsc). Letters and
// digits in the name stay, everything else is left out.
func PlacePinyin(name string) (full, initials string) {
	return join(read(Fold(name), placeWords, common))
}

// PersonPinyin reads the name of a person: the surname by its reading as a
// surname (单 shan, 曾 zeng, 尉迟 yuchi), the rest as usual in given names (王晟
// wangsheng), and common words as such (钥匙).
func PersonPinyin(name string) (full, initials string) {
	name = Fold(name)
	for _, n := range []int{2, 1} {
		surname, rest := cut(name, n)
		if reading, ok := surnames[surname]; ok {
			return join(append(strings.Fields(reading), read(rest, personWords, given)...))
		}
	}
	return join(read(name, personWords, given))
}

// PinyinQuery turns what a person typed into the search box into the form that
// pinyin and initials are stored in; ok is false when it is not pinyin at all.
// "Wai Shan", "wai'shan" and "waishan" are the same question.
func PinyinQuery(q string) (folded string, ok bool) {
	var b strings.Builder
	for _, r := range Fold(q) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == 'ü':
			b.WriteByte('v')
		case r == ' ', r == '\'', r == '’', r == '-':
		default:
			return "", false
		}
	}
	return b.String(), b.Len() > 0
}

var syllable = pinyin.NewArgs()

// readings remembers what the library says of a character: it takes the tone off
// with a regular expression each time, and names of places are made of few
// characters. There are no more keys than the library knows characters.
var readings sync.Map // rune to string

// read gives the syllables of a folded text. The longest known word at each
// place wins over single characters; of those the known ones are read so, the others
// as in the dictionary.
func read(s string, words map[string]string, singles map[rune]string) []string {
	var out []string
	runes := []rune(s)
	for i := 0; i < len(runes); {
		if n, reading := longest(runes[i:], words); n > 0 {
			out = append(out, strings.Fields(reading)...)
			i += n
			continue
		}
		if one := readRune(runes[i], singles); one != "" {
			out = append(out, one)
		}
		i++
	}
	return out
}

func longest(runes []rune, words map[string]string) (n int, reading string) {
	for n = min(maxWord, len(runes)); n > 1 && words != nil; n-- {
		if reading, ok := words[string(runes[:n])]; ok {
			return n, reading
		}
	}
	return 0, ""
}

func readRune(r rune, singles map[rune]string) string {
	for _, known := range []map[rune]string{singles, common} {
		if reading, ok := known[r]; ok {
			return reading
		}
	}
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return string(r)
	}
	if known, ok := readings.Load(r); ok {
		return known.(string)
	}
	if all := pinyin.SinglePinyin(r, syllable); len(all) > 0 {
		readings.Store(r, all[0])
		return all[0]
	}
	return ""
}

func join(syllables []string) (full, initials string) {
	var f, i strings.Builder
	for _, s := range syllables {
		f.WriteString(s)
		i.WriteByte(s[0])
	}
	return f.String(), i.String()
}

// cut splits s after n runes; a shorter text is all head.
func cut(s string, n int) (head, tail string) {
	for i := range s {
		if n == 0 {
			return s[:i], s[i:]
		}
		n--
	}
	return s, ""
}
