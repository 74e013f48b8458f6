package spreadsheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/models/upload"
)

const (
	maxSheets = 100
	// maxToken is how much may come without a new element; a cell has at most
	// 32,767 characters.
	maxToken = 256 << 10
	maxTexts = 4_000_000 // shared texts
)

// workbook is the parts of an .xlsx that are read.
type workbook struct {
	parts map[string]*zip.File
	texts []string // what cells share
}

func openWorkbook(content []byte) (*workbook, []part, error) {
	z, err := openZip(content)
	if err != nil {
		return nil, nil, err
	}
	w := &workbook{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		w.parts[strings.ToLower(f.Name)] = f
	}
	targets, strings, err := w.relations()
	if err != nil {
		return nil, nil, err
	}
	sheets, err := w.sheets(targets)
	if err != nil {
		return nil, nil, err
	}
	return w, sheets, w.shared(strings)
}

// relations gives the paths of the parts of the workbook by their ids, and that
// of the shared texts.
func (w *workbook) relations() (targets map[string]string, texts string, err error) {
	targets = map[string]string{}
	err = w.elements("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		target := attr(e, "Target")
		if strings.HasPrefix(target, "/") {
			target = strings.TrimPrefix(target, "/")
		} else {
			target = path.Join("xl", target)
		}
		if strings.HasSuffix(attr(e, "Type"), "/sharedStrings") {
			texts = target
		}
		if len(targets) < maxParts {
			targets[attr(e, "Id")] = target
		}
		return nil
	})
	return targets, texts, err
}

func (w *workbook) sheets(targets map[string]string) ([]part, error) {
	var out []part
	err := w.elements("xl/workbook.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		state := attr(e, "state")
		if e.Name.Local == "sheet" && (state == "" || state == "visible") && len(out) < maxSheets {
			out = append(out, part{attr(e, "name"), targets[attr(e, "id")]})
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = upload.ErrUnreadable
	}
	return out, err
}

// shared reads the texts that cells share; how a text is to be pronounced is
// not part of it.
func (w *workbook) shared(name string) error {
	if w.parts[strings.ToLower(name)] == nil {
		return nil // every cell has its own
	}
	size := 0
	return w.elements(name, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := richText(d, "si")
		if err != nil {
			return err
		}
		w.texts = append(w.texts, text)
		if size += len(text); size > maxStrings || len(w.texts) > maxTexts {
			return roster.ErrSheetUnpacked
		}
		return nil
	})
}

// richText gathers the text of an element until it ends.
func richText(d *xml.Decoder, until string) (string, error) {
	var b strings.Builder
	inText, spoken := false, 0
	for {
		t, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t"
			if t.Name.Local == "rPh" {
				spoken++
			}
		case xml.EndElement:
			inText = false
			switch t.Name.Local {
			case "rPh":
				spoken--
			case until:
				return b.String(), nil
			}
		case xml.CharData:
			if inText && spoken == 0 {
				b.Write(t)
			}
		}
	}
}

// elements calls see for each element that begins in a part.
func (w *workbook) elements(name string, see func(*xml.Decoder, xml.StartElement) error) error {
	f := w.parts[strings.ToLower(name)]
	if f == nil {
		return upload.ErrUnreadable
	}
	content, err := f.Open()
	if err != nil {
		return upload.ErrUnreadable.Because(err)
	}
	defer content.Close()
	d := xml.NewDecoder(&bounded{from: content})
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			switch t := t.(type) {
			case xml.StartElement:
				err = see(d, t)
			case xml.Directive: // a workbook declares nothing
				err = upload.ErrUnsafe
			}
		}
		if err != nil {
			return readable(err)
		}
	}
}

// readable keeps our refusals and makes one of everything that is wrong with the
// file.
func readable(err error) error {
	var refusal *models.Error
	var syntax *xml.SyntaxError
	if !errors.As(err, &refusal) &&
		(errors.As(err, &syntax) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) ||
			errors.Is(err, io.ErrUnexpectedEOF) || isFlate(err)) {
		return upload.ErrUnreadable.Because(err)
	}
	return err
}

// isFlate reports a damaged compression, whose errors have no common type.
func isFlate(err error) bool { return err != nil && strings.HasPrefix(err.Error(), "flate:") }

// bounded lets through what a part may have, whatever the directory of the file
// says: so much altogether, and so much in one piece.
type bounded struct {
	from  io.Reader
	total int
	piece int
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if b.total += n; b.total > maxPart {
		return 0, roster.ErrSheetUnpacked
	}
	first, last := bytes.IndexByte(p[:n], '<'), bytes.LastIndexByte(p[:n], '<')
	switch {
	case first < 0:
		b.piece += n
	default:
		if b.piece += first; b.piece <= maxToken {
			b.piece = n - last
		}
	}
	if b.piece > maxToken {
		return 0, roster.ErrSheetUnpacked
	}
	return n, err
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
