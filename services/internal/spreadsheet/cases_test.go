package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/spreadsheet"
)

// rowsOf reads the first sheet of a content.
func rowsOf(content []byte) (rows []spreadsheet.Row, err error) {
	book, err := spreadsheet.Open(content)
	if err != nil {
		return nil, err
	}
	_, err = book.Walk(book.Sheets()[0], func(r spreadsheet.Row) error {
		rows = append(rows, r)
		return nil
	})
	return rows, err
}

func line(r spreadsheet.Row) string {
	all := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		all[i] = c.Text
	}
	return strings.Join(all, "|")
}

func reasonOf(err error) string {
	var refusal *models.Error
	if errors.As(err, &refusal) {
		return refusal.Reason
	}
	return fmt.Sprint(err)
}

// book makes a workbook of parts; main is where the relations of the package
// point.
func book(main string, parts map[string]string) []byte {
	dir, base := filepath.Split(main)
	all := map[string]string{
		"_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="` + main +
			`"/></Relationships>`,
		dir + "_rels/" + base +
			".rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet1.xml"/>` +
			`<Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>`,
		main: `<workbook xmlns:r="r"><sheets><sheet name="名单" r:id="r1"/></sheets></workbook>`,
	}
	for name, text := range parts {
		all[dir+name] = text
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range all {
		f, _ := w.CreateHeader(&zip.FileHeader{Name: name}) // stored as it is
		_, _ = io.WriteString(f, text)
	}
	_ = w.Close()
	return out.Bytes()
}

const (
	oneRow = `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>王芳</t></is></c></row></sheetData>`
	sheet  = `<worksheet>` + oneRow + `</worksheet>`
)

// What programs write is read; what breaks off is refused, wherever it does.
func TestWorkbooks(t *testing.T) {
	encode := func(s string) string {
		out, _ := simplifiedchinese.GBK.NewEncoder().String(s)
		return out
	}
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(
		`<?xml version="1.0" encoding="UTF-16"?>` + sheet)
	for name, c := range map[string]struct {
		main, sheet, want string
	}{
		"usual":            {"xl/workbook.xml", sheet, "王芳"},
		"at the root":      {"workbook.xml", sheet, "王芳"},
		"elsewhere":        {"Book/Main.xml", sheet, "王芳"},
		"version 1.1":      {"xl/workbook.xml", `<?xml version="1.1" encoding="UTF-8"?>` + sheet, "王芳"},
		"no encoding":      {"xl/workbook.xml", `<?xml version="1.0"?>` + sheet, "王芳"},
		"utf8":             {"xl/workbook.xml", `<?xml version='1.0' encoding='utf8'?>` + sheet, "王芳"},
		"gbk":              {"xl/workbook.xml", `<?xml version="1.0" encoding="GBK"?>` + encode(sheet), "王芳"},
		"mark":             {"xl/workbook.xml", "\ufeff" + `<?xml version="1.0" encoding="utf-8"?>` + sheet, "王芳"},
		"utf-16":           {"xl/workbook.xml", wide, "王芳"},
		"unknown encoding": {"xl/workbook.xml", `<?xml version="1.0" encoding="EBCDIC"?>` + sheet, "file.unreadable"},
		"open declaration": {"xl/workbook.xml", `<?xml version="1.0"` + sheet, "file.unreadable"},
		"cut in a cell":    {"xl/workbook.xml", sheet[:60], "file.unreadable"},
		"cut behind a row": {"xl/workbook.xml", strings.TrimSuffix(sheet, "</sheetData></worksheet>"),
			"file.unreadable"},
		"cut before an end": {"xl/workbook.xml", strings.TrimSuffix(sheet, "</worksheet>"), "file.unreadable"},
		"wrong end":         {"xl/workbook.xml", strings.Replace(sheet, "</row>", "</raw>", 1), "file.unreadable"},
		"two roots":         {"xl/workbook.xml", sheet + sheet, "file.unreadable"},
		"empty":             {"xl/workbook.xml", "", "file.unreadable"},
		"entities":          {"xl/workbook.xml", `<!DOCTYPE x [<!ENTITY a "b">]>` + sheet, "file.unsafe"},
		"a cell too long": {"xl/workbook.xml", strings.Replace(sheet, "王芳", strings.Repeat("王", 50_000), 1),
			"file.sheet_unpacked"},
	} {
		rows, err := rowsOf(book(c.main, map[string]string{"sheet1.xml": c.sheet}))
		got := reasonOf(err)
		if err == nil {
			got = line(rows[0])
		}
		if got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
	letter := book("word/document.xml", map[string]string{"document.xml": "<w:document/>"})
	if _, err := spreadsheet.Recognise(letter); !errors.Is(err, roster.ErrSheetKind) {
		t.Errorf("a letter: %v", err)
	}
	twice := book("xl/workbook.xml", map[string]string{"sheet1.xml": sheet, "SHEET1.XML": sheet})
	if _, err := spreadsheet.Recognise(twice); reasonOf(err) != "file.unsafe" {
		t.Errorf("two parts of one name: %v", err)
	}
	hidden := strings.Replace(sheet, `<row r="1">`, `<row r="1" hidden="1">`, 1)
	if rows, err := rowsOf(book("xl/workbook.xml", map[string]string{"sheet1.xml": hidden})); err != nil ||
		!rows[0].Hidden {
		t.Errorf("%v %v", rows, err)
	}
}

func TestText(t *testing.T) {
	gbk := func(s string) string {
		out, _ := simplifiedchinese.GB18030.NewEncoder().String(s)
		return out
	}
	wide, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String("姓名\t号\r\n王芳\t1\r\n")
	for name, c := range map[string]struct{ in, want string }{
		"plain":              {"a,b\nc,d\n", "1 a|b 2 c|d"},
		"no end":             {"a,b\nc,d", "1 a|b 2 c|d"},
		"old line ends":      {"a,b\rc,d\r\n\r\ne,", "1 a|b 2 c|d 4 e|"},
		"semicolons":         {"title\na;b;c\n1,5;2;3\n", "1 title 2 a|b|c 3 1,5|2|3"},
		"wide commas":        {"姓名，号\n王，1\n", "1 姓名|号 2 王|1"},
		"quotes":             {`"a","b ""c"", d"` + "\n\"x\ny\",z\n", `1 a|b "c", d 2 x` + "\ny|z"},
		"lone quote":         {"\"a,1\nb,2\n", `1 "a|1 2 b|2`},
		"quote that goes on": {"\"a\" b,1\nc,2\n", `1 "a" b|1 2 c|2`},
		"two lone quotes": {"\"a,339999198208172779\nb\",339999198208172787\n",
			`1 "a|339999198208172779 2 b"|339999198208172787`},
		"empty quotes": {"\"\",1\n", "1 |1"},
		"UTF-8, cut":   {"姓名,号\n王小芳,1\n李小雷,2\n张\xe4\xb8", "1 姓名|号 2 王小芳|1 3 李小雷|2 4 张\ufffd"},
		"GBK":          {gbk("姓名,号\n王芳,1\n"), "1 姓名|号 2 王芳|1"},
		"UTF-16":       {wide, "1 姓名|号 2 王芳|1"},
		"UTF-16, cut":  {wide[:len(wide)-1], "1 姓名|号 2 王芳|1 3 \ufffd"},
		"neither":      {"\xff\xff\xff\xff,\xff\xff", "file.unreadable"},
	} {
		rows, err := rowsOf([]byte(c.in))
		got := reasonOf(err)
		if err == nil {
			var all []string
			for _, r := range rows {
				all = append(all, fmt.Sprint(r.No, " ", line(r)))
			}
			got = strings.Join(all, " ")
		}
		if strings.TrimRight(got, "\ufffd") != strings.TrimRight(c.want, "\ufffd") {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

// TestNoRowVanishes: whatever quotation marks people type, each number of a text is in
// a row of its own.
func TestNoRowVanishes(t *testing.T) {
	piece := rapid.SampledFrom([]string{`"`, `"`, `""`, "王", "芳", " ", "a", "，", "\t", "'"})
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(piece, 0, 5), func(p []string) string {
			return strings.Join(p, "")
		}), 1, 12).Draw(t, "names")
		var text strings.Builder
		want := []string{}
		for i, name := range names {
			number := models.WithIDCheck(fmt.Sprintf("33999919820817%03d", i))
			want = append(want, number)
			fmt.Fprintf(&text, "%s,%s%s\n", name, number,
				rapid.SampledFrom([]string{"", ",x", `,"`, `,"y"`}).Draw(t, "more"))
		}
		rows, err := rowsOf([]byte(text.String()))
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, r := range rows {
			for _, number := range want {
				if strings.Contains(line(r), number) {
					got = append(got, number)
				}
			}
		}
		if len(rows) != len(names) || !slices.Equal(got, want) {
			t.Fatalf("%q: %d rows", text.String(), len(rows))
		}
	})
}

// fixtures are the lists of testdata, each as some program or somebody made it.
func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, pattern := range []string{"*.csv", "*.xlsx"} {
		names, err := filepath.Glob(filepath.Join("testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.Base(name)] = content
		}
	}
	if len(all) < 18 {
		t.Fatalf("%d fixtures", len(all))
	}
	return all
}
