package spreadsheet

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Template is an empty list to fill in.
type Template struct {
	Sheet   string
	Columns []TemplateColumn
	Notes   []string // how to fill it in, on a second sheet
	Rows    int      // how many rows are prepared
}

// TemplateColumn is one of its columns.
type TemplateColumn struct {
	Head    string
	Width   float64
	Must    bool     // to be filled in
	Choices []string // none: anything
}

const notesSheet = "填写说明"

// NewTemplate makes the workbook. All its cells are texts, so that Excel does
// not make a number of an identity number, whose last digits it would lose.
func NewTemplate(t Template) ([]byte, error) {
	f := excelize.NewFile(excelize.Options{TmpDir: nowhere})
	if err := f.SetSheetName("Sheet1", t.Sheet); err != nil {
		return nil, err
	}
	text := &excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "center"}} // 49: text
	plain, err := f.NewStyle(text)
	if err != nil {
		return nil, err
	}
	if err := t.heads(f, plain); err != nil {
		return nil, err
	}
	if err := errors.Join(
		f.SetPanes(t.Sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}),
		f.SetRowHeight(t.Sheet, 1, 26), t.notes(f)); err != nil {
		return nil, err
	}
	return finished(f)
}

func (t Template) heads(f *excelize.File, plain int) error {
	for i, c := range t.Columns {
		colour := "6B7A90"
		if c.Must {
			colour = "1F5FAE"
		}
		head, err := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true, Color: "FFFFFF", Size: 12},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})
		if err != nil {
			return err
		}
		name := ColumnName(i)
		if err := errors.Join(
			f.SetColStyle(t.Sheet, name, plain), f.SetColWidth(t.Sheet, name, name, c.Width),
			f.SetCellStr(t.Sheet, name+"1", c.Head), f.SetCellStyle(t.Sheet, name+"1", name+"1", head)); err != nil {
			return err
		}
		if len(c.Choices) == 0 {
			continue
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s2:%s%d", name, name, t.Rows+1)
		if err := errors.Join(v.SetDropList(c.Choices), f.AddDataValidation(t.Sheet, v)); err != nil {
			return err
		}
	}
	return nil
}

func (t Template) notes(f *excelize.File) error {
	if _, err := f.NewSheet(notesSheet); err != nil {
		return err
	}
	wrap, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		Font: &excelize.Font{Size: 12}})
	if err != nil {
		return err
	}
	err = errors.Join(f.SetColWidth(notesSheet, "A", "A", 76), f.SetColStyle(notesSheet, "A", wrap))
	for i, note := range t.Notes {
		cell := fmt.Sprintf("A%d", i+1)
		err = errors.Join(err, f.SetCellStr(notesSheet, cell, note), f.SetCellStyle(notesSheet, cell, cell, wrap))
	}
	return err
}
