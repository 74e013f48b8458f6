package files

import (
	"context"
	"slices"
	"sync"

	"xinjumin/models"
)

// desk is where pictures are unpacked, one at a time: it takes a core and up to
// roomMax and more. People have it in turn, whoever brings how many pictures, so
// that a person with many waits for nobody but is waited for only once.
type desk struct {
	mu      sync.Mutex
	taken   bool
	people  []models.ID // who waits, in the order of their turns
	waiting map[models.ID][]chan struct{}
}

// sit waits for the desk; who gets it must rise. The error is the context's.
func (d *desk) sit(ctx context.Context, who models.ID) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d.mu.Lock()
	if !d.taken {
		d.taken = true
		d.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	if d.waiting == nil {
		d.waiting = map[models.ID][]chan struct{}{}
	}
	if len(d.waiting[who]) == 0 {
		d.people = append(d.people, who)
	}
	d.waiting[who] = append(d.waiting[who], turn)
	d.mu.Unlock()
	select {
	case <-turn:
		if ctx.Err() != nil { // both at once
			d.rise()
		}
		return ctx.Err()
	case <-ctx.Done():
		d.quit(who, turn)
		return ctx.Err()
	}
}

// rise gives the desk to the next person, and puts those who wait with more behind
// all others.
func (d *desk) rise() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.people) == 0 {
		d.taken = false
		return
	}
	who := d.people[0]
	d.people = d.people[1:]
	close(d.waiting[who][0])
	if d.waiting[who] = d.waiting[who][1:]; len(d.waiting[who]) > 0 {
		d.people = append(d.people, who)
	} else {
		delete(d.waiting, who)
	}
}

// quit takes back a wait; a turn that came meanwhile goes on to the next.
func (d *desk) quit(who models.ID, turn chan struct{}) {
	d.mu.Lock()
	at := slices.Index(d.waiting[who], turn)
	if at < 0 {
		d.mu.Unlock()
		d.rise()
		return
	}
	defer d.mu.Unlock()
	if d.waiting[who] = slices.Delete(d.waiting[who], at, at+1); len(d.waiting[who]) == 0 {
		delete(d.waiting, who)
		d.people = slices.DeleteFunc(d.people, func(p models.ID) bool { return p == who })
	}
}
