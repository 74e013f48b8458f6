package models

// Page bounds of every list.
const (
	PageDefault = 20
	PageMax     = 100
)

// Cursor is the place where a list goes on: the sort key of the last row that
// was shown, and its id to break ties. Routes seal it into an opaque text.
type Cursor struct {
	Key int64
	ID  ID
}

// Page asks for a slice of a list: at most Limit rows after After (nil: from
// the start).
type Page struct {
	Limit int
	After *Cursor
}

// Size gives the limit inside its bounds.
func (p Page) Size() int {
	switch {
	case p.Limit <= 0:
		return PageDefault
	case p.Limit > PageMax:
		return PageMax
	}
	return p.Limit
}

// List is a page of rows and where the next one starts (nil: this was the last).
type List[T any] struct {
	Items []T
	Next  *Cursor
}

// CutPage turns up to size+1 rows into a List; key gives a row's cursor. The
// extra row only proves that there is a next page.
func CutPage[T any](rows []T, size int, key func(T) Cursor) List[T] {
	if len(rows) <= size {
		return List[T]{Items: rows}
	}
	rows = rows[:size]
	next := key(rows[size-1])
	return List[T]{Items: rows, Next: &next}
}
