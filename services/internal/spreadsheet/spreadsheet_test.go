package spreadsheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"xinjumin/models/roster"
	"xinjumin/services/internal/spreadsheet"
)

// What excelize writes is read as it stands there: kinds of cells, shared and own
// texts, runs of text, merged cells, hidden sheets.
func TestWalk(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	must := func(errs ...error) {
		t.Helper()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetRow("Sheet1", "A1", &[]any{"姓名", "号"}),
		f.SetCellRichText("Sheet1", "A3",
			[]excelize.RichTextRun{{Text: "王"}, {Text: "小芳", Font: &excelize.Font{Bold: true}}}),
		f.SetCellValue("Sheet1", "B3", 330602199001010110), f.SetCellFormula("Sheet1", "C3", "1+1"),
		f.SetCellValue("Sheet1", "AA3", "远"),
		f.SetCellValue("Sheet1", "CZ3", "太远"), f.MergeCell("Sheet1", "A5", "B6"))
	_, err := f.NewSheet("藏")
	must(err, f.SetSheetVisible("藏", false))
	var content bytes.Buffer
	_, err = f.WriteTo(&content)
	must(err)
	book, err := spreadsheet.Open(content.Bytes())
	must(err)
	if got := fmt.Sprint(book.Sheets()); got != "[Sheet1]" {
		t.Error(got)
	}
	rows := map[int]spreadsheet.Row{}
	merged, err := book.Walk("Sheet1", func(r spreadsheet.Row) error { rows[r.No] = r; return nil })
	must(err)
	r := rows[3]
	if len(rows) != 2 || r.Cell(0).Text != "王小芳" || r.Cell(1).Kind != spreadsheet.Number ||
		r.Cell(2).Kind != spreadsheet.Formula || r.Cell(26).Text != "远" || len(r.Cells) > spreadsheet.Columns {
		t.Errorf("%+v", rows)
	}
	if len(merged) != 1 || merged[0].Range != "A5:B6" || merged[0].FromRow != 5 || merged[0].ToRow != 6 {
		t.Errorf("%+v", merged)
	}
	if _, err := book.Walk("藏", nil); !errors.Is(err, roster.ErrSheet) {
		t.Error(err)
	}
}

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"=cmd()": "'=cmd()", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\tx": "'\tx", "\rx": "'\rx", " =1": "' =1",
		"　＝1": "'　＝1", "＋1": "'＋1", "王": "王", "": "", "a=b": "a=b",
	} {
		if got := spreadsheet.Safe(in); got != want {
			t.Errorf("Safe(%q) = %q", in, got)
		}
	}
	w, err := spreadsheet.NewXLSX(spreadsheet.Layout{Sheet: "名单", Mark: strings.Repeat("长", 300)})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Row("=cmd()", "<&>"); err != nil {
		t.Fatal(err)
	}
	content, err := w.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	book, err := spreadsheet.Open(content)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Walk("名单", func(r spreadsheet.Row) error {
		if r.Cell(0) != (spreadsheet.Cell{Text: "'=cmd()"}) || r.Cell(1).Text != "<&>" {
			t.Errorf("%+v", r)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}
