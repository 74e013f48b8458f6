package text

import (
	"unicode/utf8"

	"xinjumin/models"
)

// Bounds of what a nickname is searched by, in characters: as wide as the
// columns. A few characters fold into many.
const foldedMax, pinyinMax, initialsMax = 64, 160, 64

// Nickname gives what a nickname is searched by. A surname in front is read as
// one (单 shan), everything else as usual.
func Nickname(nickname string) models.SearchName {
	s := models.SearchName{Folded: head(Fold(nickname), foldedMax)}
	s.Pinyin, s.Initials = PersonPinyin(nickname)
	s.Pinyin, s.Initials = head(s.Pinyin, pinyinMax), head(s.Initials, initialsMax)
	return s
}

// unitMax is as wide as the columns.
const unitMax = 128

// Unit gives the form in which the name of an employer is compared.
func Unit(name string) string { return head(Fold(name), unitMax) }

// head gives the first n characters.
func head(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	first, _ := cut(s, n)
	return first
}
