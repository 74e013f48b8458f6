package scene

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"xinjumin/models"
)

// RosterNumber makes a valid identity number of somebody born on 1990-01-01.
func RosterNumber(i int) string { return models.WithIDCheck(fmt.Sprintf("33060219900101%03d", i)) }

// Workbook makes an .xlsx of one sheet; more may spoil it.
func Workbook(t testing.TB, rows [][]any, more ...func(f *excelize.File, sheet string)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Sheet1"
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range more {
		m(f, sheet)
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// RosterRows makes the rows of a plain list of people from one number to another.
func RosterRows(from, to int) [][]any {
	rows := [][]any{{"序号", "姓名", "身份证号"}}
	for i := from; i < to; i++ {
		rows = append(rows, []any{i, "王小芳", RosterNumber(i)})
	}
	return rows
}
