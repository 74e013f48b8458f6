package keyring

import (
	"crypto/hmac"
	"fmt"
)

// Mark is left in a database by a key that is in use there, so that a start
// with another ring is noticed before anything is written. Proof shows that a
// key is the one that made it and nothing more.
type Mark struct {
	Purpose string
	KeyID   string
	Proof   []byte
}

var markColumn = Column{Table: "key_marks", Name: "proof"}

// Root reports whether the mark is that of a root, else it is an index key's.
func (m Mark) Root() bool { return m.Purpose == purposeRoot }

// Slot is the slot of an index key's mark.
func (m Mark) Slot() Slot {
	if m.Purpose == purposeAlt {
		return SlotAlt
	}
	return SlotMain
}

// Marks gives the marks of the keys that write: the active root and the index
// keys.
func (r *Ring) Marks() ([]Mark, error) {
	id := r.active.id.String()
	proof, err := r.Seal(markColumn, []byte(id), []byte(id))
	if err != nil {
		return nil, err
	}
	out := []Mark{{purposeRoot, id, proof}}
	for slot, purpose := range [...]string{SlotMain: purposeIndex, SlotAlt: purposeAlt} {
		if k := r.indexes[slot]; k != nil {
			out = append(out, Mark{purpose, k.id.String(), r.blindIndex(Slot(slot), markColumn, k.id.String())})
		}
	}
	return out, nil
}

// HasIndex reports whether the ring holds the key of a slot.
func (r *Ring) HasIndex(s Slot) bool { return r.indexes[s] != nil }

// Writes reports whether a mark is that of the active root.
func (r *Ring) Writes(m Mark) bool { return m.Root() && m.KeyID == r.active.id.String() }

// Check says in plain words what is wrong when the ring does not fit a mark. An
// index key that the ring does not hold at all is no fault: whether it is still
// needed depends on the rows.
func (r *Ring) Check(m Mark) error {
	if m.Root() {
		return r.checkRoot(m)
	}
	k := r.indexes[m.Slot()]
	switch {
	case k == nil:
		return nil
	case k.id.String() != m.KeyID:
		return fmt.Errorf("the key ring has the %s key %s, but this database was indexed with %s; put that one back",
			m.Purpose, k.id, m.KeyID)
	case !hmac.Equal(m.Proof, r.blindIndex(m.Slot(), markColumn, m.KeyID)):
		return fmt.Errorf("the secret of the %s key %s is not the one that indexed this database", m.Purpose, m.KeyID)
	}
	return nil
}

func (r *Ring) checkRoot(m Mark) error {
	for _, k := range r.roots {
		if k.id.String() != m.KeyID {
			continue
		}
		if plain, err := r.Open(markColumn, []byte(m.KeyID), m.Proof); err != nil || string(plain) != m.KeyID {
			return fmt.Errorf("the secret of the root key %s is not the one that sealed values of this database",
				m.KeyID)
		}
		return nil
	}
	return fmt.Errorf("the key ring lacks the root key %s, with which values of this database are sealed; put it "+
		"back (retiring), then run \"keys reseal\"", m.KeyID)
}
