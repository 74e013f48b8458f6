package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Writer takes a list out, row by row. Every cell is a text that no spreadsheet
// calculates.
type Writer interface {
	Row(cells ...string) error
	// Bytes ends the file. Nothing may be written afterwards.
	Bytes() ([]byte, error)
}

// Safe puts an apostrophe before what a spreadsheet would calculate, blanks and
// the full-width forms included.
func Safe(cell string) string {
	start := strings.TrimLeft(cell, " \u3000")
	if start != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(start)[0]) {
		return "'" + cell
	}
	return cell
}

func safeRow(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = Safe(c)
	}
	return out
}

type csvWriter struct {
	buf *bytes.Buffer
	csv *csv.Writer
}

// NewCSV begins a list as text. The mark of order at its head makes
// spreadsheets read it as UTF-8.
func NewCSV() Writer {
	w := &csvWriter{buf: bytes.NewBufferString("\ufeff")}
	w.csv = csv.NewWriter(w.buf)
	w.csv.UseCRLF = true
	return w
}

// Row implements Writer.
func (w *csvWriter) Row(cells ...string) error { return w.csv.Write(safeRow(cells)) }

// Bytes implements Writer.
func (w *csvWriter) Bytes() ([]byte, error) {
	w.csv.Flush()
	return w.buf.Bytes(), w.csv.Error()
}

// Layout is how a workbook looks.
type Layout struct {
	Sheet string
	// Mark is printed at the head and foot of every page; what a reader sees on
	// the screen is for the caller to write as a row.
	Mark   string
	Widths []float64 // of the columns, in characters
}

type xlsxWriter struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	next   int
}

// nowhere keeps excelize from putting large sheets into a temporary directory,
// in clear: where it cannot, it keeps them in memory.
var nowhere = filepath.Join(os.DevNull, "none")

// NewXLSX begins a workbook with one sheet. Printed, every page bears the mark.
func NewXLSX(l Layout) (Writer, error) {
	f := excelize.NewFile(excelize.Options{TmpDir: nowhere})
	err := errors.Join(f.SetSheetName("Sheet1", l.Sheet), pages(f, l))
	if err != nil {
		return nil, err
	}
	w := &xlsxWriter{file: f, next: 1}
	if w.stream, err = f.NewStreamWriter(l.Sheet); err != nil {
		return nil, err
	}
	for i, width := range l.Widths {
		if err := w.stream.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// pages sets how the sheet is printed.
func pages(f *excelize.File, l Layout) error {
	mark := strings.ReplaceAll(l.Mark, "&", "&&")
	if runes := []rune(mark); len(runes) > 120 { // both have to fit into 255 characters of UTF-16
		mark = string(runes[:120]) + "…"
	}
	landscape, a4, fit, tall := "landscape", 9, 1, 0
	fitPage := true
	return errors.Join(
		f.SetHeaderFooter(l.Sheet,
			&excelize.HeaderFooterOptions{OddHeader: "&C" + mark, OddFooter: "&L" + mark + "&R&P / &N"}),
		f.SetSheetProps(l.Sheet, &excelize.SheetPropsOptions{FitToPage: &fitPage}),
		f.SetPageLayout(l.Sheet,
			&excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &fit, FitToHeight: &tall}))
}

// Row implements Writer.
func (w *xlsxWriter) Row(cells ...string) error {
	values := make([]any, len(cells))
	for i, c := range safeRow(cells) {
		values[i] = c
	}
	err := w.stream.SetRow(fmt.Sprintf("A%d", w.next), values)
	w.next++
	return err
}

// Bytes implements Writer.
func (w *xlsxWriter) Bytes() ([]byte, error) {
	if err := w.stream.Flush(); err != nil {
		return nil, err
	}
	return finished(w.file)
}

func finished(f *excelize.File) ([]byte, error) {
	var out bytes.Buffer
	_, err := f.WriteTo(&out)
	return out.Bytes(), errors.Join(err, f.Close())
}
