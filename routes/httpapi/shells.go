package httpapi

import (
	"context"

	"xinjumin/models"
)

// Read registers a read as Post registers an act: fetch asks the service, and
// present renders what it gave. The areas write no more than these two.
func Read[I, R, O any](
	a *API, r Route, fetch func(ctx context.Context, actor models.Actor, in *I) (R, error), present func(R) *O,
) {
	Get(a, r, func(ctx context.Context, actor models.Actor, in *I) (*O, error) {
		found, err := fetch(ctx, actor, in)
		if err != nil {
			return nil, err
		}
		return present(found), nil
	})
}

// listInput is the input of a list: a pointer to a struct that embeds PageIn.
type listInput[I any] interface {
	*I
	asked() PageIn
}

// List registers a read of a list. fetch gets the page that the cursor and the
// limit of the request name, and item renders one row. list names the list in
// its cursors, so that a cursor of one list works in no other.
func List[I any, P listInput[I], E, T any](
	a *API, r Route, list string,
	fetch func(ctx context.Context, actor models.Actor, in P, page models.Page) (models.List[E], error), item func(E) T,
) {
	Get(a, r, func(ctx context.Context, actor models.Actor, in *I) (*ListOut[T], error) {
		page, err := a.Page(list, P(in).asked())
		if err != nil {
			return nil, err
		}
		rows, err := fetch(ctx, actor, P(in), page)
		if err != nil {
			return nil, err
		}
		return ListOf(a, list, rows, item), nil
	})
}
