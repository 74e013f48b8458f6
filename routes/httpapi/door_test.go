package httpapi

import (
	"slices"
	"testing"

	"xinjumin/models"
)

// The first half of the places is for whoever comes, up to four each; in the other half
// each has one, and who has held one in vain of late has none.
func TestDoor(t *testing.T) {
	d := &door{}
	var out []func()
	enter := func(who byte) (n int) {
		for range uploadsOf + 1 {
			if release, ok := d.enter(models.ID{who}); ok {
				out = append(out, release)
				n++
			}
		}
		return n
	}
	d.vain(models.ID{1})
	if n := enter(1); n != 1 {
		t.Errorf("late, and yet %d places", n)
	}
	var got []int
	for who := byte(2); who < 20; who++ {
		got = append(got, enter(who))
	}
	// One and eleven: then one each.
	want := []int{4, 4, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0}
	if !slices.Equal(got, want) || d.all != uploadsAtOnce {
		t.Errorf("places %v, want %v; %d in all", got, want, d.all)
	}
	out[0]() // the late one's
	out[0]()
	d.vain(models.ID{90})
	if enter(1)+enter(90) != 0 || enter(91) != 1 {
		t.Error("a place of the second half went to who was late, or to nobody")
	}
	for _, release := range out {
		release()
	}
	if d.all != 0 || len(d.each) != 0 {
		t.Errorf("%d places are still held: %v", d.all, d.each)
	}
	if n := enter(2); n != uploadsOf {
		t.Errorf("%d places in an empty room", n)
	}
}
