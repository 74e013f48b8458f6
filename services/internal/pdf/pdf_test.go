package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// paper makes a PDF of a catalogue with more in it, and of more objects, from 4 on.
func paper(catalog string, objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	all := append([]string{"<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[9 0 R]>>"}, objects...)
	for i, o := range all {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return b.String() + "trailer\n<</Root 1 0 R/Size 9>>\nstartxref\n9\n%%EOF\n"
}

func packed(content string) string {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, _ = z.Write([]byte(content))
	_ = z.Close()
	return out.String()
}

// inStream puts objects, numbered from 20 on, into an object stream with a head of
// its own; what does not say how it is packed is plain.
func inStream(head string, objects ...string) string {
	var table, body string
	for i, o := range objects {
		table += fmt.Sprintf("%d %d ", 20+i, len(body))
		body += o + " "
	}
	content := table + body
	if strings.Contains(head, "/Fl") {
		content = packed(content)
	}
	return fmt.Sprintf("<</Type/ObjStm/N %d/First %d/Length %d%s>>stream\r\n%s\nendstream", len(objects), len(table),
		len(content), head, content)
}

const flateFilter = "/Filter/FlateDecode"

// What acts by itself, whichever way it is written and wherever it lies.
func TestCheck_refuses(t *testing.T) {
	uri := "<</S/URI/URI(https://example.cn)>>"
	for name, text := range map[string]string{
		"script":                   paper("/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
		"script behind a click":    paper("", "<</Type/Annot/A<</S/JavaScript/JS 8 0 R>>>>"),
		"scripts by name":          paper("/Names<</JavaScript 4 0 R>>"),
		"coded name":               paper("", "<</S/J#61vaScript>>"),
		"coded key":                paper("/Open#41ction" + uri),
		"comment between":          paper("/OpenAction<</S%x\n/URI>>"),
		"program":                  paper("", "<</S/Launch/F(cmd.exe)>>"),
		"form sent":                paper("", "<</S/SubmitForm/F(https://example.cn)>>"),
		"data taken in":            paper("", "<</S/ImportData/F(a.fdf)>>"),
		"other file":               paper("", "<</S/GoToR/F(b.pdf)>>"),
		"file inside":              paper("", "<</S/GoToE/T<<>>>>"),
		"embedded files":           paper("/Names<</EmbeddedFiles 4 0 R>>"),
		"embedded file":            paper("", "<</Type/EmbeddedFile>>stream\nx\nendstream"),
		"attached file":            paper("", "<</Type/Filespec/EF<</F 5 0 R>>>>"),
		"form of another kind":     paper("/AcroForm<</XFA 4 0 R>>"),
		"media":                    paper("", "<</Subtype/RichMedia>>"),
		"address at once":          paper("/OpenAction" + uri),
		"address at once, apart":   paper("/OpenAction 4 0 R", uri),
		"address next":             paper("/OpenAction<</S/GoTo/Next 4 0 R>>", "<</S/GoTo/Next[5 0 R]>>", uri),
		"address next, inside":     paper("/OpenAction<</S/GoTo/Next[<</S/URI>>]>>"),
		"address on closing":       paper("/AA<</WC" + uri + ">>"),
		"address on a page":        paper("", "<</Type/Page/AA<</O 5 0 R>>>>", uri),
		"address, set apart":       paper("/AA 4 0 R", "<</O 5 0 R>>", uri),
		"address, set written out": paper("/AA 4 0 R", "<</O"+uri+">>"),
		"kind apart":               paper("/OpenAction<</S 4 0 R>>", "/GoTo"),
		"program, kind apart":      paper("", "<</S 5 0 R/F(x)>>", "/Launch"),
		"number not plain":         paper("/OpenAction 44 0 R") + "44 %\n0 obj" + uri + "endobj",
		"written twice":            paper("", "<</S/URI/S/Launch>>"),
		"never closed":             paper("/Names<</JavaScript 4 0 R"),
		"encrypted":                strings.Replace(paper(""), "/Root", "/Encrypt 5 0 R/Root", 1),
		"encrypted, new table":     paper("", "<</Type/XRef/Encrypt 5 0 R>>stream\nx\nendstream"),
		"in a page's stream":       paper("", "<</Length 60>>stream\n7 0 obj<</S/JavaScript/JS(x)>>endobj\nendstream"),
		"number right before":      paper("") + "7 0obj<</S/Launch>>",
		"packed":                   paper("", inStream(flateFilter, "<<>>", "<</S/Launch>>")),
		"packed, list of filters":  paper("", inStream("/Filter[/Fl#61teDecode]", "<</S/Launch>>")),
		"not packed":               paper("", inStream("", "<</S/Launch>>")),
		"packed another way":       paper("", inStream("/Filter/LZWDecode", "<<>>")),
		"packed twice":             paper("", inStream("/Filter[/ASCIIHexDecode/FlateDecode]", "<<>>")),
		"predicted":                paper("", inStream(flateFilter+"/DecodeParms<</Predictor 12>>", "<<>>")),
		"packed, no kind told": strings.Replace(paper("", inStream(flateFilter, "<</S/Launch>>")), "/Type/ObjStm",
			"", 1),
		"packed, address at once": paper("/OpenAction 20 0 R", inStream(flateFilter, uri)),
		"packed, cut": strings.Replace(paper("", inStream(flateFilter, "<</S/Launch>>")), "\nendstream",
			"", 1),
		"too much packed": paper("", inStream(flateFilter, strings.Repeat(" ", unpackedMax+1))),
		"too deep":        paper(strings.Repeat("/A<<", depthMax+1)),
		"too long":        paper("/A[" + strings.Repeat("/a", keptMax+1) + "]"),
		"one in another":  paper("", strings.Repeat("obj(", 20_000)),
	} {
		if err := Check([]byte(text)); !errors.Is(err, ErrUnsafe) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What only looks like it, or needs a click.
func TestCheck_takes(t *testing.T) {
	link := "<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.cn/JS)>>>>"
	for name, text := range map[string]string{
		"plain":                paper(""),
		"link":                 paper("", link),
		"link, apart":          paper("", "<</Subtype/Link/A 5 0 R>>", "<</S/URI/URI(x)>>"),
		"opens at a page":      paper("/OpenAction[3 0 R/Fit]", link),
		"opens at a place":     paper("/OpenAction 4 0 R", "<</S/GoTo/D[3 0 R/Fit]>>", link),
		"opens a list apart":   paper("/OpenAction 4 0 R", "[3 0 R/XYZ null null 0]"),
		"page with its group":  paper("/OpenAction<</S/GoTo/D[3 0 R]>>", "<</Group<</S/Transparency>>>>"),
		"part of a structure":  paper("/StructTreeRoot 4 0 R", "<</S/Document/K[<</S/Span>>]>>"),
		"string":               paper("/Title(/JS \\) (/Launch) /S/JavaScript)"),
		"digits":               paper("/Title<2F4A53>"),
		"comment":              paper("%/S/JavaScript/JS(x)\n"),
		"longer names":         paper("/JSX 1/Launcher 2"),
		"names of fonts":       paper("", "<</Font<</JS 5 0 R/EF 6 0 R>>>>"),
		"text of a page":       paper("", "<</Length 40>>stream\nBT (/S /JavaScript /JS) Tj ET\nendstream"),
		"packed":               paper("", inStream(flateFilter, "<</Type/Font>>", "[1 2 3]", link)),
		"not packed":           paper("", inStream("", "<</Type/Font>>")),
		"many numbers":         paper("/W[" + strings.Repeat("1 ", keptMax+1) + "]"),
		"words with obj in it": paper("", "<</Length 30>>stream\nthis object is an obj\nendstream"),
	} {
		if err := Check([]byte(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func cases(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	paths, err := filepath.Glob("testdata/cases/*.pdf")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = content
	}
	return all
}

// Papers that were refused for bytes that stood in them.
func TestCheck_cases(t *testing.T) {
	for name, content := range cases(t) {
		if err := Check(content); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever comes, it ends, and a program that is added at the end is found.
func FuzzCheck(f *testing.F) {
	for _, content := range cases(f) {
		f.Add(content)
	}
	f.Add([]byte(paper("/OpenAction 20 0 R/AA<</O 4 0 R>>", inStream(flateFilter, "<</S/URI>>"))))
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := Check(content); err != nil && !errors.Is(err, ErrUnsafe) {
			t.Error(err)
		}
		bad := append(bytes.Clone(content), "\n99 0 obj<</S/Launch/F(x)>>endobj"...)
		if err := Check(bad); !errors.Is(err, ErrUnsafe) {
			t.Error("a program is taken")
		}
	})
}
