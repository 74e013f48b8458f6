package spreadsheet

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"xinjumin/models/upload"
)

// encoding is how a text is written.
type encoding int

const (
	utf8Text encoding = iota
	utf16Text
	gb18030Text
)

// badShare is the share of broken characters from which a text is not of an
// encoding: one for so many whole ones. In the wrong one most break. A few break where
// files were cut and put together; they are seen as U+FFFD, which is no name, in the row
// where they stand.
const badShare = 4

// encodingOf judges a text by all its characters, never by a part that may end
// inside one.
func encodingOf(content []byte) (encoding, error) {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return utf16Text, readableAs(utf16Text, content)
	}
	wide, broken := 0, 0
	for rest := content; len(rest) > 0; {
		if rest[0] < utf8.RuneSelf {
			rest = rest[1:]
			continue
		}
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			wide++
		}
		rest = rest[n:]
	}
	if broken == 0 || broken*badShare < wide || bytes.HasPrefix(content, []byte("\xef\xbb\xbf")) {
		return utf8Text, nil
	}
	return gb18030Text, readableAs(gb18030Text, content)
}

// readableAs refuses a text in which too much is no character of an encoding.
func readableAs(e encoding, content []byte) error {
	var c counter
	if _, err := io.Copy(&c, e.reader(content)); err != nil {
		return upload.ErrUnreadable.Because(err)
	}
	if c.broken > 0 && c.broken*badShare >= c.wide {
		return upload.ErrUnreadable
	}
	return nil
}

// counter counts the characters of a text beyond ASCII, and those that stand for
// broken ones. What it is given ends anywhere.
type counter struct {
	wide, broken int
	cut          []byte
}

// Write implements io.Writer.
func (c *counter) Write(p []byte) (int, error) {
	rest := append(c.cut, p...)
	for len(rest) > 0 && (rest[0] < utf8.RuneSelf || utf8.FullRune(rest)) {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError:
			c.broken++
		case n > 1:
			c.wide++
		}
		rest = rest[n:]
	}
	c.cut = append([]byte(nil), rest...)
	return len(p), nil
}

// reader gives the text in UTF-8, without its mark.
func (e encoding) reader(content []byte) io.Reader {
	switch e {
	case utf16Text:
		return transform.NewReader(bytes.NewReader(content),
			unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case gb18030Text:
		return transform.NewReader(bytes.NewReader(content), simplifiedchinese.GB18030.NewDecoder())
	case utf8Text:
	}
	return bytes.NewReader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")))
}
