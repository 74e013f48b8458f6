package files

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"

	"xinjumin/models"
)

// waits reports how many wait at the desk.
func (d *desk) waits() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, all := range d.waiting {
		n += len(all)
	}
	return n
}

// Whoever brings many pictures is served as often as whoever brings one.
func TestDesk_inTurn(t *testing.T) {
	d := &desk{}
	ctx := t.Context()
	if err := d.sit(ctx, models.ID{9}); err != nil {
		t.Fatal(err)
	}
	served := make(chan byte)
	come := func(ctx context.Context, who byte) {
		before := d.waits()
		go func() {
			if d.sit(ctx, models.ID{who}) == nil {
				served <- who
			}
		}()
		for d.waits() == before { // until it stands in the queue
			runtime.Gosched()
		}
	}
	gone, leave := context.WithCancel(ctx)
	for range 4 {
		come(ctx, 1)
	}
	come(gone, 2)
	come(ctx, 3)
	come(ctx, 3)
	before := d.waits()
	leave() // the wait of 2 is taken back, and nobody waits for it
	for d.waits() == before {
		runtime.Gosched()
	}
	var order []byte
	for range 6 {
		d.rise()
		order = append(order, <-served)
	}
	if want := []byte{1, 3, 1, 3, 1, 1}; !slices.Equal(order, want) {
		t.Errorf("served %v, want %v", order, want)
	}
	d.rise()
	if d.taken || len(d.people)+len(d.waiting) != 0 {
		t.Errorf("the desk is not free: %+v", d)
	}
	if err := d.sit(gone, models.ID{1}); !errors.Is(err, context.Canceled) || d.taken {
		t.Errorf("who had left got the desk: %v", err)
	}
}
