package rosters

import (
	"context"
	"strings"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/spreadsheet"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

const (
	samples  = 3
	headWord = 40 // characters of a head that are shown
)

// Preview is what a file has, with nothing in it that names anybody.
type Preview struct {
	Sheets  []string
	Columns []Column
}

// Column is a column of the sheet.
type Column struct {
	Index   int
	Letter  string
	Head    string
	Guess   roster.Field // empty: not known
	Samples []string     // masked
}

// guess finds the sheet that is the list, the row that says what its columns
// are, and what they mean: the first row among the first that names the most. A
// field that two columns fit is left out of the mapping.
func guess(book *spreadsheet.Book) (name string, header int, mapping roster.Mapping, err error) {
	best := -1
	for _, candidate := range book.Sheets() {
		_, err := book.Walk(candidate, func(row spreadsheet.Row) error {
			words := make([]string, len(row.Cells))
			for i, c := range row.Cells {
				words[i] = folded(c.Text)
			}
			if found, named := roster.GuessMapping(words); named > best {
				best, name, header, mapping = named, candidate, row.No, found
			}
			if row.No >= roster.HeaderMax {
				return spreadsheet.ErrStop
			}
			return nil
		})
		if err != nil {
			return "", 0, nil, err
		}
		if len(mapping.Check(spreadsheet.Columns)) == 0 { // name and number are there
			break
		}
	}
	if best < 0 {
		return "", 0, nil, roster.ErrEmpty
	}
	return name, header, mapping, nil
}

// preview reads the head of a sheet and a few rows below.
func preview(book *spreadsheet.Book, name string, header int) (*Preview, error) {
	p := &Preview{Sheets: book.Sheets()}
	if len(p.Sheets) > roster.SheetMax {
		p.Sheets = p.Sheets[:roster.SheetMax]
	}
	below := 0
	_, err := book.Walk(name, func(row spreadsheet.Row) error {
		switch {
		case row.No < header:
			return nil
		case row.No == header:
			for i, c := range row.Cells {
				field, _ := roster.GuessField(folded(c.Text))
				p.Columns = append(p.Columns, Column{Index: i, Letter: spreadsheet.ColumnName(i),
					Head: short(text.Clean(c.Text)), Guess: field})
			}
			return nil
		case below == 10*samples || p.Columns == nil:
			return spreadsheet.ErrStop
		}
		below++
		for i := range p.Columns {
			if c := row.Cell(i); c.Text != "" && len(p.Columns[i].Samples) < samples {
				p.Columns[i].Samples = append(p.Columns[i].Samples, masked(text.Clean(c.Text)))
			}
		}
		return nil
	})
	return p, err
}

// Remap says which sheet, head and columns are the list. What an earlier check
// found no longer counts.
func (s *Service) Remap(
	ctx context.Context, actor models.Actor, id models.ID, name string, header int, mapping roster.Mapping,
	version *int64,
) (View, error) {
	seen, err := readRoster(ctx, s.st, actor, id)
	if err != nil {
		return View{}, err
	}
	if !seen.State.Idle() {
		if version != nil && *version != seen.Version {
			return View{}, models.ErrStale // before a word about the state, as in every act
		}
		return View{}, roster.ErrState
	}
	err = s.reading(ctx, seen.FileID, func(book *spreadsheet.Book) error {
		p, err := preview(book, name, header)
		if err != nil {
			return err
		}
		if p.Columns == nil {
			return models.ErrInvalid.With(models.BodyField("/header_row", "empty", "这一行是空的",
				"Nothing stands in this row"))
		}
		if bad := mapping.Check(len(p.Columns)); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		return nil
	})
	if err != nil {
		return View{}, err
	}
	return s.change(ctx, actor, id, edit{action: ActionMap, version: version, next: idle,
		do: func(tx *store.Tx, v *held) error {
			v.r = unchecked(v.r)
			v.r.Sheet, v.r.HeaderRow, v.r.Mapping = name, int64(header), encode(mapping)
			return deleteRosterFaults(ctx, tx, v.r.ID)
		}})
}

// unchecked is a roster as it was before any check.
func unchecked(r roster.Roster) roster.Roster {
	r.State, r.CheckedAt, r.RowCount, r.BadCount, r.HiddenCount = roster.Uploaded, nil, 0, 0, 0
	r.Blocker, r.BlockedAt, r.RowsDone = "", "", 0
	return r
}

// folded makes a word of a leader comparable: no blanks, no width, no case.
func folded(s string) string { return strings.ReplaceAll(text.Fold(s), " ", "") }

func short(s string) string {
	if r := []rune(s); len(r) > headWord {
		return string(r[:headWord]) + "…"
	}
	return s
}

// masked keeps the first character, and of longer texts the last, so that a
// leader recognises the column and nobody else a person.
func masked(s string) string {
	r := []rune(s)
	switch n := len(r); {
	case n <= 1:
		return "*"
	case n <= 3:
		return string(r[0]) + strings.Repeat("*", n-1)
	default:
		return string(r[0]) + strings.Repeat("*", min(n-2, 16)) + string(r[n-1])
	}
}
