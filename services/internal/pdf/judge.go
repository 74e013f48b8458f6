package pdf

// refused are the names that no dictionary may have as a key, and those of actions and
// parts that none may be.
var refused = map[string]bool{
	"JavaScript": true, "JS": true, "Launch": true, "SubmitForm": true, "ImportData": true,
	"GoToR": true, "GoToE": true, "EmbeddedFile": true, "EmbeddedFiles": true, "EF": true, "XFA": true,
	"RichMedia": true, "RichMediaContent": true, "RichMediaExecute": true, "Encrypt": true,
}

// harmless are the actions that may happen without a click: they stay in the paper.
var harmless = map[string]bool{"GoTo": true, "Named": true, "Hide": true, "SetOCGState": true, "Trans": true}

// named are the dictionaries whose keys a writer chooses: fonts, pictures, places.
var named = map[string]bool{
	"Font": true, "XObject": true, "ExtGState": true, "ColorSpace": true, "Pattern": true, "Shading": true,
	"Properties": true, "Dests": true, "CharProcs": true, "Colorants": true,
}

// setMax is how many keys a dictionary of actions has at most, and more than any needs.
const setMax = 32

// begins collects what happens without a click. An action may be an object of its own,
// so it is judged when all have been read.
type begins struct {
	actions []int64           // pointers to actions
	sets    []int64           // pointers to dictionaries of actions
	harmful map[int64]bool    // objects that are no harmless action, if they are an action
	next    map[int64][]int64 // actions that follow an object that is an action
	members map[int64][]int64 // pointers of a dictionary that might be a set of actions
}

// Numbers of what has none.
const (
	trailer    = -1
	unnumbered = -2 // something may point to it, but what
)

// look judges an object.
func (g *begins) look(v value, number int64) error {
	if v.kind == name && refused[v.text] { // the kind of an action may be an object
		return ErrUnsafe
	}
	if v.kind == dict && number != trailer {
		g.keep(v, number)
	}
	return g.inside(v, "")
}

// keep notes what an object would be as an action, and as a set of actions.
func (g *begins) keep(v value, number int64) {
	if g.harmful == nil {
		g.harmful, g.next, g.members = map[int64]bool{}, map[int64][]int64{}, map[int64][]int64{}
	}
	if len(v.keys) > setMax {
		g.harmful[number] = true
	}
	for i, k := range v.keys {
		switch item := v.items[i]; {
		case k == "S" && !harmless[item.text]:
			g.harmful[number] = true
		case k == "Next":
			g.next[number] = append(g.next[number], pointers(item)...)
			if g.acts(item) != nil {
				g.harmful[number] = true
			}
		case item.kind == pointer && len(v.keys) <= setMax:
			g.members[number] = append(g.members[number], item.num)
		case item.kind == dict && g.acts(item) != nil:
			g.harmful[number] = true
		}
	}
}

func pointers(v value) (all []int64) {
	if v.kind == pointer {
		return []int64{v.num}
	}
	for _, item := range v.items {
		if v.kind == list && item.kind == pointer {
			all = append(all, item.num)
		}
	}
	return all
}

// inside judges all dictionaries in a value. key is that under which it stands.
func (g *begins) inside(v value, key string) error {
	for i, item := range v.items {
		k := key
		if v.kind == dict {
			k = v.keys[i]
			if refused[k] && !named[key] || refused[item.text] && (k == "S" || k == "Type" || k == "Subtype") ||
				k == "FS" && item.text == "URL" {
				return ErrUnsafe
			}
			if err := g.begin(k, item); err != nil {
				return err
			}
		}
		if item.kind == dict || item.kind == list {
			if err := g.inside(item, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// begin notes what happens when the paper is opened, or when something is shown, left or
// printed.
func (g *begins) begin(key string, v value) error {
	switch {
	case key == "OpenAction" && v.kind == pointer:
		g.actions = append(g.actions, v.num)
	case key == "OpenAction" && v.kind == dict: // a list is a place in the paper
		g.actions = append(g.actions, following(v)...)
		return g.acts(v)
	case key == "AA" && v.kind == pointer:
		g.sets = append(g.sets, v.num)
	case key == "AA" && v.kind == dict:
		for _, item := range v.items {
			g.actions = append(g.actions, append(pointers(item), following(item)...)...)
			if err := g.acts(item); err != nil {
				return err
			}
		}
	}
	return nil
}

// acts refuses an action that is written out, and what follows it, unless it is
// harmless.
func (g *begins) acts(v value) error {
	for i, k := range v.keys {
		item := v.items[i]
		if k == "S" && !harmless[item.text] {
			return ErrUnsafe
		}
		if k != "Next" {
			continue
		}
		for _, next := range append([]value{item}, item.items...) {
			if next.kind == dict {
				if err := g.acts(next); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// following gives the pointers to what follows an action that is written out.
func following(v value) (all []int64) {
	for i, k := range v.keys {
		if k != "Next" {
			continue
		}
		item := v.items[i]
		all = append(all, pointers(item)...)
		for _, next := range append([]value{item}, item.items...) {
			if next.kind == dict {
				all = append(all, following(next)...)
			}
		}
	}
	return all
}

// judge follows the pointers to what happens without a click.
func (g *begins) judge() error {
	if g.harmful[unnumbered] && len(g.actions)+len(g.sets) > 0 {
		return ErrUnsafe // it may be one of them
	}
	for _, set := range g.sets {
		if g.harmful[set] {
			return ErrUnsafe
		}
		g.actions = append(g.actions, g.members[set]...)
	}
	seen := map[int64]bool{}
	for len(g.actions) > 0 {
		action := g.actions[0]
		g.actions = g.actions[1:]
		if seen[action] {
			continue
		}
		if seen[action] = true; g.harmful[action] {
			return ErrUnsafe
		}
		g.actions = append(g.actions, g.next[action]...)
	}
	return nil
}
