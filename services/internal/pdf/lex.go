package pdf

import (
	"encoding/hex"
	"errors"
)

// ErrUnsafe says that a PDF acts by itself, holds other files, is encrypted, or that it
// cannot be told within bounds.
var ErrUnsafe = errors.New("pdf: acts by itself, or cannot be looked into")

// kind tells what a token or a value is.
type kind uint8

const (
	ended   kind = iota // of the bytes
	opens               // << or [
	closes              // >> or ]
	name                // without its slash, undone of #xx
	number              // an integer; the fraction of others is dropped
	word                // obj, R, stream, true …
	other               // a string, or a byte that belongs nowhere
	dict                // values only
	list                // values only
	pointer             // values only: 5 0 R
)

type token struct {
	kind kind
	text string // of a name or a word; of brackets the first
	num  int64
}

// work bounds what all lexers of one file may read together, so that no nesting makes it
// slow.
type work struct{ left int }

// lexer reads tokens of a part of a file.
type lexer struct {
	b    []byte
	at   int
	work *work
}

func blank(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// next gives the next token; ErrUnsafe when the work is used up.
func (l *lexer) next() (token, error) {
	began := l.at
	t := l.token()
	if l.work.left -= l.at - began + 1; l.work.left < 0 {
		return token{}, ErrUnsafe
	}
	return t, nil
}

func (l *lexer) token() token {
	l.skip()
	if l.at >= len(l.b) {
		return token{kind: ended}
	}
	c := l.b[l.at]
	switch {
	case c == '/':
		l.at++
		return token{kind: name, text: plain(l.regular())}
	case c == '(':
		l.text()
		return token{kind: other}
	case c == '[' || c == ']':
		l.at++
		return token{kind: bracket(c), text: string(c)}
	case c == '<' || c == '>':
		l.at++
		if l.at < len(l.b) && l.b[l.at] == c {
			l.at++
			return token{kind: bracket(c), text: string(c)}
		}
		for c == '<' && l.at < len(l.b) && l.b[l.at] != '>' { // a string in hexadecimal digits
			l.at++
		}
		l.at = min(l.at+1, len(l.b))
		return token{kind: other}
	case delimiter(c):
		l.at++
		return token{kind: other}
	case digit(c) || c == '+' || c == '-' || c == '.':
		return token{kind: number, num: l.number()}
	}
	return token{kind: word, text: string(l.regular())}
}

func bracket(c byte) kind {
	if c == '[' || c == '<' {
		return opens
	}
	return closes
}

// skip passes blanks and comments.
func (l *lexer) skip() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case blank(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// regular reads on until something that ends a name or a word.
func (l *lexer) regular() []byte {
	from := l.at
	for l.at < len(l.b) && !blank(l.b[l.at]) && !delimiter(l.b[l.at]) {
		l.at++
	}
	return l.b[from:l.at]
}

// number reads digits with signs and points; a word may follow at once, as in 0obj.
func (l *lexer) number() int64 {
	n, fraction := int64(0), false
	for ; l.at < len(l.b); l.at++ {
		switch c := l.b[l.at]; {
		case digit(c):
			if !fraction && n < 1<<40 {
				n = n*10 + int64(c-'0')
			}
		case c == '.':
			fraction = true
		case c != '+' && c != '-':
			return n
		}
	}
	return n
}

// text passes a string in brackets, which may hold brackets.
func (l *lexer) text() {
	for depth := 0; l.at < len(l.b); l.at++ {
		switch l.b[l.at] {
		case '\\':
			l.at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return
			}
		}
	}
	l.at = len(l.b)
}

// plain undoes the way in which names may be written, J#53 for JS.
func plain(b []byte) string {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) {
			var c [1]byte
			if _, err := hex.Decode(c[:], b[i+1:i+3]); err == nil {
				out = append(out, c[0])
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return string(out)
}
