package pdf

const (
	depthMax = 100
	// keptMax bounds the values of one object that are kept: numbers and strings are
	// not.
	keptMax = 300_000
)

// value is an object, or a part of one. Of a list only what may matter is kept: names,
// pointers, lists and dictionaries.
type value struct {
	kind  kind
	text  string // of a name
	num   int64  // of a pointer: the object; of a number
	items []value
	keys  []string // of a dictionary, one for each item; a key may be there twice
}

// get gives the first value of a key.
func (v value) get(key string) (value, bool) {
	for i, k := range v.keys {
		if k == key {
			return v.items[i], true
		}
	}
	return value{}, false
}

// parser reads one object.
type parser struct {
	*lexer
	kept int
}

// object reads what follows the word obj; what is malformed is read as far as it goes.
func (p *parser) object() (value, error) {
	t, err := p.next()
	if err != nil {
		return value{}, err
	}
	switch t.kind {
	case opens:
		return p.inside(t.text, 0)
	case name:
		return value{kind: name, text: t.text}, nil
	}
	return value{kind: other}, nil
}

// inside reads a list or a dictionary to its end.
func (p *parser) inside(bracket string, depth int) (value, error) {
	v := value{kind: list}
	if bracket == "<" {
		v.kind = dict
	}
	if depth > depthMax {
		return v, ErrUnsafe
	}
	b := builder{v: &v}
	for {
		if p.kept += len(v.items) - b.counted; p.kept > keptMax {
			return v, ErrUnsafe
		}
		b.counted = len(v.items)
		back := p.at
		t, err := p.next()
		if err != nil {
			return v, err
		}
		switch t.kind {
		case ended, closes:
			b.finish()
			return v, nil
		case opens:
			inner, err := p.inside(t.text, depth+1)
			if err != nil {
				return v, err
			}
			b.add(inner)
		case word:
			switch t.text {
			case "R":
				b.point()
				continue
			case "endobj", "obj", "stream", "endstream", "xref", "trailer": // it was never closed
				p.at = back
				b.finish()
				return v, nil
			}
			b.add(value{kind: other})
		case name:
			b.name(t.text)
		case number:
			b.number(t.num)
		default:
			b.add(value{kind: other})
		}
	}
}

// builder puts tokens together to a list, or to the keys and values of a dictionary.
type builder struct {
	v       *value
	key     string
	keyed   bool  // a key waits for its value
	counts  int   // numbers since the last value
	last    int64 // the last number,
	before  int64 // and the one before it
	counted int
}

func (b *builder) add(v value) {
	if b.v.kind == list {
		if v.kind != other && v.kind != number {
			b.v.items = append(b.v.items, v)
		}
	} else {
		b.v.items, b.v.keys = append(b.v.items, v), append(b.v.keys, b.key)
	}
	b.key, b.keyed, b.counts = "", false, 0
}

func (b *builder) number(n int64) {
	b.before, b.last, b.counts = b.last, n, b.counts+1
}

// point makes a pointer of the last two numbers.
func (b *builder) point() {
	if b.counts >= 2 {
		b.add(value{kind: pointer, num: b.before})
	}
}

// name is a key, or the value of one.
func (b *builder) name(text string) {
	if b.v.kind == dict && (!b.keyed || b.counts > 0) {
		b.finish()
		b.key, b.keyed = text, true
		return
	}
	b.add(value{kind: name, text: text})
}

// finish ends a key whose value is a number, or which has none.
func (b *builder) finish() {
	if b.keyed {
		b.add(value{kind: number, num: b.last})
	}
	b.counts = 0
}
