package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/spreadsheet"
)

// allocated tells how much was allocated while something ran, altogether: what it
// held at once is less.
func allocated(do func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// packed makes an archive of one part of so many bytes.
func packed(name, head, fill string, size int) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f, _ := w.Create(name)
	_, _ = io.WriteString(f, head)
	for written := 0; written < size; written += len(fill) {
		_, _ = io.WriteString(f, fill)
	}
	_ = w.Close()
	return out.Bytes()
}

// directory makes an archive of so many empty parts.
func directory(parts int) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := range parts {
		_, _ = w.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i)})
	}
	_ = w.Close()
	return out.Bytes()
}

// A file of 9 MB is read or refused within a few hundred kilobytes, whatever it is
// made of: no record, no cell, no directory exists before its bound is looked at. The
// race detector moves a few more values to the heap; the bounds leave room for it.
func TestReadersAllocateLittle(t *testing.T) {
	const large, kB, MB = 9 << 20, 1 << 10, 1 << 20
	people := strings.Repeat("王芳,339999198208172648,13800000000,新居民,外山村,备注\n", 20_000)
	quoted := append([]byte(`"`), bytes.Repeat([]byte("王"), large/3)...)
	pieces := strings.Repeat("<t>"+strings.Repeat("王", 1000)+"</t>", 3000)
	texts := func(text string) []byte {
		return book("xl/workbook.xml", map[string]string{"sheet1.xml": sheet, "strings.xml": "<sst>" + text + "</sst>"})
	}
	for name, c := range map[string]struct {
		content []byte
		most    int
		want    string
		rows    int
	}{
		"one record of nine million commas": {bytes.Repeat([]byte(","), large), 600 * kB, "file.sheet_unpacked", 0},
		"people in quotes": {[]byte(strings.NewReplacer(",", `","`, "\n", "\"\n\"").Replace("\"" + people)),
			20_000*550 + 600*kB, "", 20_001},
		"records of many columns": {bytes.Repeat([]byte(strings.Repeat("a,", 16_000)+"\n"), 280), MB, "", 280},
		"one cell":                {bytes.Repeat([]byte("王"), large/3), MB, "file.sheet_unpacked", 0},
		"one cell in quotes":      {quoted, MB, "file.sheet_unpacked", 0},
		"quotes":                  {bytes.Repeat([]byte("\"a\n"), 100_000), 5 * MB, "", 100_000},
		"empty lines":             {bytes.Repeat([]byte(",\n"), large/2), 600 * kB, "", 0},
		"people":                  {[]byte(people), 20_000*350 + 600*kB, "", 20_000},
		"a directory of 200,000":  {directory(200_000), 200 * kB, "file.sheet_unpacked", 0},
		"a text without end":      {texts("<si>" + pieces + "</si>"), MB, "file.sheet_unpacked", 0},
		"shared texts": {texts(strings.Repeat("<si><t>王小芳的备注</t></si>", 100_000)),
			100_000*400 + 2*MB, "", 1},
		"an element without end": {texts("<si " + strings.Repeat("a", 4*MB)), 3 * MB / 2, "file.sheet_unpacked", 0},
		"attributes": {texts("<si " + strings.Repeat(`a="" `, 1*MB) + "/>"), 20 * MB, "file.sheet_unpacked",
			0},
		"zeros": {packed("xl/workbook.xml", "<workbook>", strings.Repeat("\x00", 1<<16), 100*MB), 300 * kB,
			"file.sheet_unpacked", 0},
	} {
		rows := 0
		var err error
		got := allocated(func() {
			var opened *spreadsheet.Book
			if opened, err = spreadsheet.Open(c.content); err == nil {
				_, err = opened.Walk(opened.Sheets()[0], func(spreadsheet.Row) error {
					rows++
					return nil
				})
			}
		})
		t.Logf("%s: %d kB of %d kB", name, got/kB, c.most/kB)
		reason := ""
		if err != nil {
			reason = reasonOf(err)
		}
		if got > c.most || reason != c.want || rows != c.rows {
			t.Errorf("%s: %d kB, %d rows, %s", name, got/kB, rows, reason)
		}
	}
}

// FuzzOpen: whatever comes is read or refused by one of our refusals, within memory
// that its size bounds; rows come in order, and of a text without quotation
// marks each line in which something stands is a row.
func FuzzOpen(f *testing.F) {
	w, _ := spreadsheet.NewXLSX(spreadsheet.Layout{Sheet: "名单"})
	_ = w.Row("姓名", "身份证号")
	made, _ := w.Bytes()
	f.Add(made)
	for _, content := range fixtures(f) {
		f.Add(content)
	}
	f.Add(book("workbook.xml", map[string]string{"sheet1.xml": `<?xml version="1.1"?>` + sheet}))
	f.Add([]byte("姓名,身份证号\n王,=1\n\"a\nb\",3.3E+17\n"))
	f.Add([]byte("\xff\xfea\x00\t\x00b\x00"))
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Fuzz(func(t *testing.T, content []byte) {
		var refusal *models.Error
		rows := 0
		var opened *spreadsheet.Book
		var err error
		got := allocated(func() {
			if opened, err = spreadsheet.Open(content); err != nil {
				return
			}
			last := 0
			_, err = opened.Walk(opened.Sheets()[0], func(r spreadsheet.Row) error {
				if r.No <= last || len(r.Cells) > spreadsheet.Columns {
					t.Fatalf("%+v after %d", r, last)
				}
				last = r.No
				if rows++; rows > roster.RowsMax {
					return spreadsheet.ErrStop
				}
				return nil
			})
		})
		if err != nil && !errors.As(err, &refusal) {
			t.Fatal(err)
		}
		// A packed byte may become some hundred, an element of four a cell.
		if most := 16<<20 + len(content)*200*60; got > most {
			t.Errorf("%d bytes of %d allocate %d", len(content), most, got)
		}
		if kind, _ := spreadsheet.Recognise(content); err == nil && kind == spreadsheet.CSV &&
			!bytes.ContainsRune(content, '"') && !bytes.HasPrefix(content, []byte("\xff\xfe")) &&
			!bytes.HasPrefix(content, []byte("\xfe\xff")) {
			if want := linesOf(content); rows != want && rows <= roster.RowsMax {
				t.Errorf("%d rows of %d lines in %q", rows, want, content)
			}
		}
	})
}

// linesOf counts the lines of an ASCII-compatible text in which something stands in
// the columns that are read.
func linesOf(content []byte) (n int) {
	text := strings.TrimPrefix(string(content), "\ufeff")
	for l := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n") {
		if strings.Trim(l, " \t,;，") != "" {
			n++
		}
	}
	return n
}
