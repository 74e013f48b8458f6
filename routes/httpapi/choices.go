package httpapi

import (
	"slices"
	"strings"

	"xinjumin/models"
)

// maxChoices bounds how many choices a message spells out.
const maxChoices = 8

// wordsOf gives what a person reads about a field. Where there is a choice, its
// values are keys of the program; a person reads the words of the code list that has
// them.
func (a *API) wordsOf(f models.FieldError, en bool) string {
	if en {
		return f.EN
	}
	if labels := labelsOf(a.opt.CodeLists, f.Values); len(labels) > 0 && len(labels) <= maxChoices {
		return "只能选其中一项：" + strings.Join(labels, "、")
	}
	return f.ZH
}

// labelsOf finds the words of some values: those of the shortest list that has all of
// them. Where two such lists use other words, nobody can tell which is meant.
func labelsOf(lists []models.CodeList, values []string) []string {
	var best []string
	entries := 0
	for _, l := range lists {
		labels := labelsIn(l, values)
		switch {
		case labels == nil || best != nil && len(l.Entries) > entries:
		case best == nil || len(l.Entries) < entries:
			best, entries = labels, len(l.Entries)
		case !slices.Equal(best, labels):
			best = []string{}
		}
	}
	return best
}

func labelsIn(l models.CodeList, values []string) []string {
	var labels []string
	for _, v := range values {
		if v == "" {
			continue
		}
		i := slices.IndexFunc(l.Entries, func(e models.CodeEntry) bool { return e.Code == v })
		if i < 0 {
			return nil
		}
		labels = append(labels, l.Entries[i].ZH)
	}
	return labels
}
