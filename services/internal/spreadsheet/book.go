package spreadsheet

import (
	"errors"

	"xinjumin/models/roster"
)

// CellKind tells what stands in a cell, as far as it matters here.
type CellKind int

// The kinds. What a formula last gave is not taken for what somebody wrote.
const (
	Text CellKind = iota
	Number
	Formula
	Fault // #N/A, #REF!, …
)

// Cell is one cell. Text is what is written there: of a number its digits as
// the file has them (3.30602199001011E+17 may be among them).
type Cell struct {
	Kind CellKind
	Text string
}

// Row is a row in which something stands, by the number people see at its left.
type Row struct {
	No     int
	Cells  []Cell // from the first column on
	Hidden bool   // a filter or a hand has taken it out of sight
}

// Cell gives the cell of a column, empty beyond the last.
func (r Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// Columns is how many columns of a sheet are read; what is right of them is not
// a list of people.
const Columns = 60

// ErrStop is what a visitor returns who has seen enough.
var ErrStop = errors.New("sheet: enough")

// Book is an opened file. It holds the content, and of a workbook the texts
// that cells share; rows are read when they are walked.
type Book struct {
	kind   Kind
	sheets []part
	csv    csvFile
	xlsx   *workbook
}

// part is a sheet and where it lies.
type part struct{ name, path string }

// Open reads what a file of a recognised kind has: its sheets, not yet its rows.
// Refusals as Recognise, and file.unreadable.
func Open(content []byte) (*Book, error) {
	kind, err := Recognise(content)
	if err != nil {
		return nil, err
	}
	b := &Book{kind: kind}
	if kind == CSV {
		b.sheets = []part{{name: string(CSV)}}
		b.csv, err = decodeCSV(content)
		return b, err
	}
	b.xlsx, b.sheets, err = openWorkbook(content)
	return b, err
}

// Sheets names the visible sheets, at most a hundred; a CSV has one.
func (b *Book) Sheets() []string {
	names := make([]string, len(b.sheets))
	for i, p := range b.sheets {
		names[i] = p.name
	}
	return names
}

// Merged is a range of merged cells.
type Merged struct {
	Range            string // as people write it, B3:C5
	FromRow, ToRow   int
	FromCol, UpToCol int
}

// Walk calls see for every row of a sheet that is not empty, in order, and then
// tells which cells are merged (at most a thousand). A visitor who returns
// ErrStop ends the walk without an error, and without merged cells.
func (b *Book) Walk(sheet string, see func(Row) error) ([]Merged, error) {
	for _, p := range b.sheets {
		if p.name != sheet {
			continue
		}
		var merged []Merged
		var err error
		if b.kind == CSV {
			err = b.csv.walk(see)
		} else {
			merged, err = b.xlsx.walk(p.path, see)
		}
		if errors.Is(err, ErrStop) {
			err = nil
		}
		return merged, err
	}
	return nil, roster.ErrSheet
}
