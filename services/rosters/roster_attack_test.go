package rosters_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
)

type badWorkbook struct {
	content []byte
	status  int
	reason  string
}

// zipped makes an archive of parts; zeros says how many zeros a part has behind
// its text.
func zipped(parts map[string]string, zeros map[string]int) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range parts {
		f, _ := w.Create(name)
		_, _ = io.WriteString(f, text)
		for left := zeros[name]; left > 0; left -= 1 << 16 {
			_, _ = f.Write(make([]byte, 1<<16))
		}
	}
	_ = w.Close()
	return out.Bytes()
}

// badWorkbooks are refused when they are uploaded, each with its words.
func badWorkbooks(t testing.TB) map[string]badWorkbook {
	book := map[string]string{"xl/workbook.xml": "<workbook/>"}
	with := func(name, text string) map[string]string {
		return map[string]string{"xl/workbook.xml": "<workbook/>", name: text}
	}
	many := map[string]string{"xl/workbook.xml": ""}
	for i := range 1100 {
		many[fmt.Sprint("xl/", i, ".xml")] = ""
	}
	old := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	whole := scene.Workbook(t, scene.RosterRows(1, 50))
	return map[string]badWorkbook{
		"bomb": {zipped(with("xl/worksheets/sheet1.xml", "<worksheet>"),
			map[string]int{"xl/worksheets/sheet1.xml": 120 << 20}), 422, "file.sheet_unpacked"},
		"parts":   {zipped(many, nil), 422, "file.sheet_unpacked"},
		"macros":  {zipped(with("xl/vbaProject.bin", "x"), nil), 422, "file.sheet_macro"},
		"xlsb":    {zipped(with("xl/workbook.bin", "x"), nil), 422, "file.sheet_old"},
		"archive": {zipped(map[string]string{"word/document.xml": "<w/>"}, nil), 422, "file.sheet_kind"},
		"xls":     {[]byte(old), 422, "file.sheet_old"},
		"html":    {[]byte("<html><table><tr><td>姓名</td></tr></table>"), 422, "file.sheet_old"},
		"encrypted": {[]byte(old + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"),
			422, "file.sheet_encrypted"},
		"picture":  {scene.Drawing(8, 8), 422, "file.sheet_kind"},
		"cut off":  {whole[:len(whole)/2], 422, "file.unreadable"},
		"binary":   {append([]byte("姓名,身份证号\n"), 0, 1, 2), 422, "file.sheet_kind"},
		"blank":    {[]byte(" \n \n"), 422, "file.sheet_kind"},
		"no parts": {zipped(book, nil), http.StatusCreated, ""},
	}
}

// What lies about its size, or is damaged behind its directory, is found while it
// is read; a file of 200 MB is answered before a byte of it has come.
func TestRosterBombsAndGiants(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		rels := `<Relationships>` +
			`<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
		book := `<workbook xmlns:r="r"><sheets><sheet name="名单" r:id="r1"/></sheets></workbook>`
		hand := func(sheet string) *apptest.Response {
			return handIn(chair, org, zipped(map[string]string{
				"xl/workbook.xml":            book,
				"xl/_rels/workbook.xml.rels": rels,
				"xl/worksheets/sheet1.xml":   sheet,
			}, nil))
		}
		row := `<worksheet><sheetData><row r="1">` +
			`<c r="A1" t="inlineStr"><is><t>姓名</t></is></c>` +
			`<c r="B1" t="inlineStr"><is><t>身份证号</t></is></c></row>`
		hand(row + `</sheetData></worksheet>`).Want(http.StatusCreated)
		hand(`<!DOCTYPE x [<!ENTITY a "b">]>`+row).Reason(http.StatusUnprocessableEntity, "file.unsafe")
		hand(row+`<row r="2"><c r="A2"><v>`+strings.Repeat("1", 300<<10)).
			Reason(http.StatusUnprocessableEntity, "file.sheet_unpacked")
		hand(row+`<row r="9999999999999">`).Reason(http.StatusUnprocessableEntity, "file.unreadable")
		hand(row+`<row r="2"><c r="ZZZZ2"><v>1</v></c>`).Reason(http.StatusUnprocessableEntity, "file.unreadable")
		hand(row+`<row r="2"><c r="A2" t="s"><v>99</v></c>`).Reason(http.StatusUnprocessableEntity, "file.unreadable")

		conn, err := net.Dial("tcp", strings.TrimPrefix(env.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: "+
			"multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n", chair.Token, 200<<20)
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || answer.StatusCode != http.StatusRequestEntityTooLarge {
			t.Fatalf("%v %v", answer, err)
		}
		words, _ := io.ReadAll(answer.Body)
		if !bytes.Contains(words, []byte("request.too_large")) {
			t.Errorf("%s", words)
		}
	})
}
