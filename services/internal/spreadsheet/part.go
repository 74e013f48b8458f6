package spreadsheet

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/models/upload"
)

// xmlPart reads a part piece by piece, and knows whether all that was begun has
// ended: a part that breaks off is not a list that is short.
type xmlPart struct {
	d     *xml.Decoder
	open  []string // names of what has begun
	began bool
}

// maxOpen is how deep elements may stand in one another.
const maxOpen = 64

// token gives the next piece. The end of the part is io.EOF where everything has ended,
// and else unreadable.
func (p *xmlPart) token() (xml.Token, error) {
	t, err := p.d.RawToken()
	if errors.Is(err, io.EOF) && (len(p.open) > 0 || !p.began) {
		return nil, upload.ErrUnreadable
	}
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case xml.StartElement:
		if !p.began && len(p.open) == 0 {
			p.began = true
		} else if len(p.open) == 0 || len(p.open) == maxOpen {
			return nil, upload.ErrUnreadable
		}
		p.open = append(p.open, t.Name.Local)
	case xml.EndElement:
		if len(p.open) == 0 || p.open[len(p.open)-1] != t.Name.Local {
			return nil, upload.ErrUnreadable
		}
		p.open = p.open[:len(p.open)-1]
	case xml.Directive: // a workbook declares nothing
		return nil, upload.ErrUnsafe
	}
	return t, nil
}

// elements calls see for each element that begins in a part. Its error is ours, or
// that of see.
func (w *workbook) elements(name string, see func(*xmlPart, xml.StartElement) error) error {
	f := w.parts[name]
	if f == nil {
		return upload.ErrUnreadable
	}
	content, err := f.Open()
	if err != nil {
		return upload.ErrUnreadable.Because(err)
	}
	defer content.Close()
	text, err := plainXML(&bounded{from: content})
	if err != nil {
		return readable(err)
	}
	p := &xmlPart{d: xml.NewDecoder(text)}
	for {
		t, err := p.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return readable(err)
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := see(p, e); err != nil {
				return err
			}
		}
	}
}

// readable keeps our refusals and makes one of everything else that is wrong
// with a file, whatever the decoder calls it.
func readable(err error) error {
	var refusal *models.Error
	if err == nil || errors.As(err, &refusal) {
		return err
	}
	return upload.ErrUnreadable.Because(err)
}

// richText gathers the text of an element until it ends; how it is to be
// pronounced is not part of it.
func richText(p *xmlPart, until string) (string, error) {
	var b strings.Builder
	inText, spoken := false, 0
	for {
		t, err := p.token()
		if err != nil {
			return "", broken(err)
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
				if b.Len()+len(t) > maxCell {
					return "", roster.ErrSheetUnpacked
				}
				b.Write(t)
			}
		}
	}
}

// broken is readable inside an element, where no part may end.
func broken(err error) error {
	if errors.Is(err, io.EOF) {
		return upload.ErrUnreadable
	}
	return readable(err)
}

// plainXML gives a part in UTF-8 and without its declaration: programs declare
// utf8, GB2312 or version 1.1, and write what any reader understands.
func plainXML(part io.Reader) (io.Reader, error) {
	r := bufio.NewReader(part)
	head, _ := r.Peek(256)
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		r = bufio.NewReader(transform.NewReader(r,
			unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()))
		head, _ = r.Peek(256)
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = r.Discard(3)
		head = head[3:]
	}
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return r, nil
	}
	end := bytes.Index(head, []byte("?>"))
	if end < 0 {
		return nil, upload.ErrUnreadable
	}
	declared := charset(string(head[:end]))
	if _, err := r.Discard(end + 2); err != nil {
		return nil, upload.ErrUnreadable.Because(err)
	}
	switch declared {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf16":
		return r, nil
	case "gb2312", "gbk", "gb18030", "cp936", "windows-936", "x-gbk":
		return transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder()), nil
	}
	return nil, upload.ErrUnreadable
}

// charset gives the encoding that a declaration names, in small letters.
func charset(declaration string) string {
	_, rest, found := strings.Cut(declaration, "encoding")
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if !found || rest == "" {
		return ""
	}
	value, _, _ := strings.Cut(rest[1:], rest[:1])
	return strings.ToLower(strings.TrimSpace(value))
}

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
