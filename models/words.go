package models

// Words are all values of a code type, in their order, with the plain words of
// each. They are the one place where a value is written down: its Text, its All,
// the enums of the document, the CHECKs of both dialects and the words of a
// person's own copy follow from here, or a test compares them.
type Words[T comparable] []struct {
	Code   T
	ZH, EN string
}

// Of gives the words of a value; empty for an unknown one.
func (w Words[T]) Of(code T) (zh, en string) {
	for _, one := range w {
		if one.Code == code {
			return one.ZH, one.EN
		}
	}
	return "", ""
}

// Or gives the words of a value, for an unknown one those of another.
func (w Words[T]) Or(code, other T) (zh, en string) {
	if zh, en = w.Of(code); zh == "" {
		return w.Of(other)
	}
	return zh, en
}

// All gives the values in order.
func (w Words[T]) All() []T {
	all := make([]T, len(w))
	for i, one := range w {
		all[i] = one.Code
	}
	return all
}
