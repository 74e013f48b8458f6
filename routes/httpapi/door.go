package httpapi

import (
	"sync"
	"time"

	"xinjumin/models"
)

const (
	uploadsAtOnce = 24
	uploadsOf     = 4
	// uploadsLeft is how many places are for people who have none.
	uploadsLeft = uploadsAtOnce / 2
	// lateTime is for how long a person who has held a place in vain has one only
	// while there are many.
	lateTime = 10 * time.Minute
)

// door keeps count of the uploads under way.
type door struct {
	mu   sync.Mutex
	all  int
	each map[models.ID]int
	late map[models.ID]int // how often somebody has held a place in vain of late
	// seen finds the admission of a request by the address of its header.
	seen sync.Map // *fasthttp.RequestHeader → *admission
}

// enter takes a place; the function gives it back, once. In the last half of the places
// nobody has two, and nobody has one who has held one in vain of late: a few people
// cannot keep out all others.
func (d *door) enter(who models.ID) (release func(), ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	mine, few := d.each[who], d.all >= uploadsAtOnce-uploadsLeft
	switch {
	case d.all >= uploadsAtOnce, mine >= uploadsOf, mine > 0 && few, d.late[who] > 0 && (mine > 0 || few):
		return nil, false
	}
	if d.each == nil {
		d.each = map[models.ID]int{}
	}
	d.all++
	d.each[who]++
	return sync.OnceFunc(func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.all--
		if d.each[who]--; d.each[who] == 0 {
			delete(d.each, who)
		}
	}), true
}

// vain notes that somebody has held a place and sent nothing whole.
func (d *door) vain(who models.ID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.late == nil {
		d.late = map[models.ID]int{}
	}
	d.late[who]++
	time.AfterFunc(lateTime, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.late[who]--; d.late[who] == 0 {
			delete(d.late, who)
		}
	})
}
