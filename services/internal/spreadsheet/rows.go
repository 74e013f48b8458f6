package spreadsheet

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"xinjumin/models/roster"
	"xinjumin/models/upload"
)

const (
	maxRow    = 1_048_576
	maxColumn = 16_384
	maxMerged = 1000
)

// walker reads the rows of one sheet.
type walker struct {
	*workbook
	see    func(Row) error
	row    Row
	column int
	merged []Merged
}

func (w *workbook) walk(name string, see func(Row) error) ([]Merged, error) {
	k := &walker{workbook: w, see: see}
	err := w.elements(name, func(p *xmlPart, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			if err := k.finish(); err != nil {
				return err
			}
			return k.begin(e)
		case "c":
			return k.cell(p, e)
		case "mergeCell":
			if err := k.finish(); err != nil {
				return err
			}
			return k.merge(attr(e, "ref"))
		}
		return nil
	})
	if err == nil {
		err = k.finish()
	}
	return k.merged, err
}

func (k *walker) begin(e xml.StartElement) error {
	no := k.row.No + 1
	if r := attr(e, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < no || n > maxRow {
			return upload.ErrUnreadable
		}
		no = n
	}
	hidden := attr(e, "hidden")
	k.row, k.column = Row{No: no, Hidden: hidden == "1" || hidden == "true"}, -1
	return nil
}

// finish hands a row out in which something stands.
func (k *walker) finish() error {
	row := k.row
	k.row = Row{No: row.No}
	for _, c := range row.Cells {
		if c.Text != "" || c.Kind == Formula {
			return k.see(row)
		}
	}
	return nil
}

func (k *walker) cell(p *xmlPart, e xml.StartElement) error {
	k.column++
	if ref := attr(e, "r"); ref != "" {
		column, _, err := place(ref)
		if err != nil {
			return err
		}
		k.column = column
	}
	kind, value, formula, err := contents(p, attr(e, "t"))
	if err != nil || k.column >= Columns {
		return err
	}
	cell := Cell{Kind: Number, Text: strings.TrimSpace(value)}
	switch {
	case formula:
		cell.Kind = Formula
	case kind == "s":
		i, err := strconv.Atoi(cell.Text)
		if err != nil || i < 0 || i >= len(k.texts) {
			return upload.ErrUnreadable
		}
		cell = Cell{Text: strings.TrimSpace(k.texts[i])}
	case kind == "e":
		cell.Kind = Fault
	case kind == "str", kind == "inlineStr", kind == "d", cell.Text == "":
		cell.Kind = Text
	}
	for len(k.row.Cells) <= k.column {
		k.row.Cells = append(k.row.Cells, Cell{})
	}
	k.row.Cells[k.column] = cell
	return nil
}

// contents reads a cell to its end: its type, its value as the file has it, and
// whether a formula gave it.
func contents(p *xmlPart, kind string) (_, value string, formula bool, err error) {
	in := ""
	var b strings.Builder
	for {
		t, err := p.token()
		if err != nil {
			return kind, "", formula, broken(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch in = t.Name.Local; in {
			case "f":
				formula = true
			case "is":
				text, err := richText(p, "is")
				if err != nil {
					return kind, "", formula, err
				}
				b.WriteString(text)
				in = ""
			}
		case xml.EndElement:
			if t.Name.Local == "c" {
				return kind, b.String(), formula, nil
			}
			in = ""
		case xml.CharData:
			if in == "v" {
				if b.Len()+len(t) > maxCell {
					return kind, "", formula, roster.ErrSheetUnpacked
				}
				b.Write(t)
			}
		}
	}
}

func (k *walker) merge(ref string) error {
	from, to, _ := strings.Cut(ref, ":")
	if to == "" {
		to = from
	}
	fromCol, fromRow, err := place(from)
	if err != nil {
		return err
	}
	toCol, toRow, err := place(to)
	if len(ref) > maxName {
		return upload.ErrUnreadable
	}
	if err == nil && len(k.merged) < maxMerged {
		k.merged = append(k.merged,
			Merged{Range: ref, FromRow: fromRow, ToRow: toRow, FromCol: fromCol, UpToCol: toCol})
	}
	return err
}

// place reads B12 as column 1, row 12.
func place(ref string) (column, row int, err error) {
	i := 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && i < 4; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	if row, err = strconv.Atoi(ref[i:]); err != nil || i == 0 || column > maxColumn || row < 1 || row > maxRow {
		return 0, 0, upload.ErrUnreadable
	}
	return column - 1, row, nil
}

// ColumnName gives what a column is called: A, B, …, AA.
func ColumnName(column int) string {
	if column < 26 {
		return string(rune('A' + column))
	}
	return fmt.Sprint(ColumnName(column/26-1), ColumnName(column%26))
}
