package spreadsheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"xinjumin/models/roster"
	"xinjumin/models/upload"
)

const (
	maxSheets = 100
	// maxToken is how much may come without a new element; a cell has at most
	// 32,767 characters.
	maxToken = 256 << 10
	maxTexts = 2_000_000 // shared texts
	maxName  = 1024      // bytes of an id, a path, the name of a sheet
)

// workbook is the parts of an .xlsx that are read.
type workbook struct {
	parts map[string]*zip.File // by partName
	main  string               // the part that names the sheets
	texts []string             // what cells share
}

// partName gives the one spelling of the name of a part: some programs write
// backslashes, or a slash in front; case does not count.
func partName(name string) string {
	return strings.TrimLeft(path.Clean(strings.ToLower(strings.ReplaceAll(name, `\`, "/"))), "/")
}

// openParts reads the directory of a workbook and finds its main part, which the
// relations of the package name; it need not be xl/workbook.xml.
func openParts(content []byte) (*workbook, error) {
	z, err := openZip(content)
	if err != nil {
		return nil, err
	}
	w := &workbook{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		name := partName(f.Name)
		if w.parts[name] != nil && !f.FileInfo().IsDir() {
			return nil, upload.ErrUnsafe // two programs would read two lists
		}
		w.parts[name] = f
	}
	if w.main, err = w.findMain(); err != nil {
		return nil, err
	}
	return w, nil
}

const usualMain = "xl/workbook.xml"

func (w *workbook) findMain() (string, error) {
	main := usualMain
	if w.parts["_rels/.rels"] != nil {
		err := w.elements("_rels/.rels", func(p *xmlPart, e xml.StartElement) error {
			if e.Name.Local == "Relationship" && strings.HasSuffix(attr(e, "Type"), "/officeDocument") {
				main = resolve("", attr(e, "Target"))
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	if w.parts[main] == nil {
		main = usualMain
	}
	if w.parts[main] == nil {
		return "", roster.ErrSheetKind
	}
	root := ""
	err := w.elements(main, func(_ *xmlPart, e xml.StartElement) error {
		root = e.Name.Local
		return errRoot
	})
	switch {
	case root == "workbook":
		return main, nil
	case root != "": // a letter, slides
		return "", roster.ErrSheetKind
	case err == nil:
		err = upload.ErrUnreadable
	}
	return "", err
}

// errRoot ends the look at a part behind its first element.
var errRoot = errors.New("sheet: root")

// resolve gives the part that a relation of a part in dir points to.
func resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join(dir, target)
	}
	return partName(target)
}

func openWorkbook(content []byte) (*workbook, []part, error) {
	w, err := openParts(content)
	if err != nil {
		return nil, nil, err
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
	dir, base := path.Split(w.main)
	err = w.elements(path.Join(dir, "_rels", base+".rels"), func(_ *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		id, target := attr(e, "Id"), attr(e, "Target")
		if len(id) > maxName || len(target) > maxName {
			return upload.ErrUnreadable
		}
		target = resolve(dir, target)
		if strings.HasSuffix(attr(e, "Type"), "/sharedStrings") {
			texts = target
		}
		if len(targets) < maxParts {
			targets[id] = target
		}
		return nil
	})
	return targets, texts, err
}

func (w *workbook) sheets(targets map[string]string) ([]part, error) {
	var out []part
	err := w.elements(w.main, func(_ *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "sheet" {
			return nil
		}
		name, state := attr(e, "name"), attr(e, "state")
		if len(name) > maxName {
			return upload.ErrUnreadable
		}
		if (state == "" || state == "visible") && len(out) < maxSheets {
			out = append(out, part{name, targets[attr(e, "id")]})
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
	if name == "" || w.parts[name] == nil {
		return nil // every cell has its own
	}
	size := 0
	return w.elements(name, func(p *xmlPart, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := richText(p, "si")
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
