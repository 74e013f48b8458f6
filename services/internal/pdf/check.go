package pdf

import (
	"bytes"
	"compress/flate"
	"io"
)

const (
	// unpackedMax bounds one object stream, unpackedAll all of a file. Writers put a
	// hundred or two hundred objects into one.
	unpackedMax = 8 << 20
	unpackedAll = 64 << 20
	// workOf is how often each byte may be read: once as it stands, and some more where
	// objects are told to lie inside each other.
	workOf = 8
)

// Check refuses a PDF that runs scripts or programs, sends forms, opens other files, or
// addresses without a click, holds other files, or is encrypted: ErrUnsafe, also where
// that cannot be told within bounds. It says nothing about whether b can be read.
func Check(b []byte) error {
	f := &file{work: &work{left: workOf*len(b) + 1<<20}, unpacked: unpackedAll}
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("obj"))
		if i < 0 {
			break
		}
		at += i
		if at == 0 || !letter(b[at-1]) {
			if err := f.object(b, at); err != nil {
				return err
			}
		}
		at += len("obj")
	}
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		if _, err := f.read(b, at, trailer); err != nil {
			return err
		}
	}
	return f.begins.judge()
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// file is one PDF that is being looked at.
type file struct {
	work     *work
	unpacked int
	begins   begins
}

// object looks at what begins with the word obj at a place, and into what it holds.
func (f *file) object(b []byte, at int) error {
	p, err := f.read(b, at+len("obj"), numberBefore(b, at))
	if err != nil || p.v.kind != dict {
		return err
	}
	_, numbered := p.v.get("N")
	_, first := p.v.get("First")
	kind, _ := p.v.get("Type")
	if !(numbered && first) && kind.text != "ObjStm" {
		return nil
	}
	back := p.at
	if t, err := p.next(); err != nil || t.text != "stream" {
		p.at = back
		return err
	}
	return f.within(p.v, b[p.at:])
}

type read struct {
	*lexer
	v value
}

// read parses and judges one object by its number, or a trailer.
func (f *file) read(b []byte, at int, number int64) (read, error) {
	l := &lexer{b: b, at: at, work: f.work}
	v, err := (&parser{lexer: l}).object()
	if err == nil {
		err = f.begins.look(v, number)
	}
	return read{l, v}, err
}

// numberBefore gives the number of an object, which stands before its generation, or
// unnumbered where it is not written plainly.
func numberBefore(b []byte, at int) int64 {
	from := at
	for from > 0 && at-from < 40 && (digit(b[from-1]) || blank(b[from-1])) {
		from--
	}
	fields := bytes.FieldsFunc(b[from:at], func(r rune) bool { return r < '0' })
	if len(fields) < 2 {
		return unnumbered
	}
	n := int64(0)
	for _, c := range fields[len(fields)-2] {
		n = min(n*10+int64(c-'0'), 1<<40)
	}
	return n
}

// within looks at the objects of an object stream: numbers and places first, then the
// objects.
func (f *file) within(head value, rest []byte) error {
	rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
	b, err := f.unpack(head, rest)
	if err != nil {
		return err
	}
	first, ok := head.get("First")
	if !ok || first.kind != number || first.num > int64(len(b)) {
		return ErrUnsafe // its objects cannot be found
	}
	table := &lexer{b: b[:first.num], work: f.work}
	for {
		n, err := table.next()
		if err != nil {
			return err
		}
		place, err := table.next()
		if err != nil {
			return err
		}
		if n.kind != number || place.kind != number || first.num+place.num > int64(len(b)) {
			return nil
		}
		if _, err := f.read(b, int(first.num+place.num), n.num); err != nil {
			return err
		}
	}
}

// unpack gives the plain content of an object stream, as far as it can be unpacked.
func (f *file) unpack(head value, rest []byte) ([]byte, error) {
	if _, ok := head.get("DecodeParms"); ok {
		return nil, ErrUnsafe // no writer does that to objects
	}
	filter, ok := head.get("Filter")
	if !ok {
		if end := bytes.Index(rest, []byte("endstream")); end >= 0 {
			rest = rest[:end]
		}
		return rest, nil
	}
	if filter.kind == list && len(filter.items) == 1 {
		filter = filter.items[0]
	}
	if filter.kind != name || filter.text != "FlateDecode" || len(rest) < 2 || rest[1]&0x20 != 0 {
		return nil, ErrUnsafe
	}
	var out bytes.Buffer
	// What is damaged at its end is read as far as it goes, as readers of PDF do.
	_, _ = io.CopyN(&out, flate.NewReader(bytes.NewReader(rest[2:])), unpackedMax+1)
	f.work.left += workOf * out.Len()
	if f.unpacked -= out.Len(); out.Len() > unpackedMax || f.unpacked < 0 {
		return nil, ErrUnsafe
	}
	return out.Bytes(), nil
}
